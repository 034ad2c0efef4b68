import { Outlet } from 'react-router';
import type { Permission } from '../../../src/base/permissions.ts';
import { NotAllowedPage } from '../pages/not-allowed-page.tsx';
import { useMay } from '../session.ts';

/** Lets through to the pages below whoever may see them. */
export function PermissionGate({ needs }: { readonly needs: Permission }) {
  const may = useMay();
  return may(needs) ? <Outlet /> : <NotAllowedPage />;
}
