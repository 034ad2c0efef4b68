import { useParams } from 'react-router';

/** The id in the page's address; null where it is none, so that nothing is asked. */
export function usePageId(): number | null {
  const { id } = useParams();
  return id !== undefined && /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null;
}
