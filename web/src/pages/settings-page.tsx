import { DownloadClientsSection } from '../features/connections/download-clients-section.tsx';
import { IndexersSection } from '../features/connections/indexers-section.tsx';
import { DoctorSection } from '../features/doctor/doctor-section.tsx';
import { HealthSection } from '../features/health/health-section.tsx';
import { ProcessesSection } from '../features/health/processes-section.tsx';
import { LibrariesSection } from '../features/libraries/libraries-section.tsx';
import { Page } from '../ui/page.tsx';

export function SettingsPage() {
  return (
    <Page title="Settings">
      <LibrariesSection />
      <IndexersSection />
      <DownloadClientsSection />
      <HealthSection />
      <ProcessesSection />
      <DoctorSection />
    </Page>
  );
}
