import { useSearchParams } from 'react-router';

/** The search text of a page, kept in its address. */
export function useSearchInAddress(): readonly [search: string, change: (search: string) => void] {
  const [query, setQuery] = useSearchParams();
  return [
    query.get('search') ?? '',
    (search) => setQuery(search === '' ? {} : { search }, { replace: true }),
  ];
}
