/** The id of a request, for whoever looks it up in the log. */
export function RequestId({ id }: { readonly id: string }) {
  return (
    <p className="mt-1 text-xs text-muted">
      Request <code className="font-mono wrap-anywhere select-all">{id}</code>
    </p>
  );
}
