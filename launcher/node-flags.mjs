/** A small young generation and a heap that is tidied up early keep the memory low; the rest keeps the terminal clean. */
export const NODE_FLAGS = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=4',
  '--heap-growing-percent=30',
];
