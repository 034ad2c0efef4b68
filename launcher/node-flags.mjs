/**
 * A small young generation keeps the memory of an idle server low. Where the heap may become large, V8 lets it grow
 * fourfold before it looks for what can go; with this limit by half. The rest keeps the terminal clean.
 */
export const NODE_FLAGS = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=4',
  '--max-old-space-size=1024',
];
