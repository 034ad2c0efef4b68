const LONGEST_TEXT = 300;

/** The same pure function of a text, remembering its latest answers: for what is asked of the same texts again and again. */
export function remembered<Answer>(
  most: number,
  compute: (text: string) => Answer,
): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    if (text.length > LONGEST_TEXT) return compute(text);
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = compute(text);
    if (answers.size >= most) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}
