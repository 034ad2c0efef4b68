/** A small young generation keeps the memory of an idle server low; the rest keeps the terminal clean. */
export const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4'];
