/** Works on up to so many things at once, and answers in their order; takes the next one only when there is room. */
export async function* mapAhead<In, Out>(
  source: AsyncIterable<In>,
  atOnce: number,
  work: (one: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const underWay: Promise<Out>[] = [];
  for await (const one of source) {
    const working = work(one);
    // Whoever awaits it hears of its failure; until then it must not count as unheard.
    working.catch(() => {});
    underWay.push(working);
    const first = underWay.length >= atOnce ? underWay.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const working of underWay) yield await working;
}
