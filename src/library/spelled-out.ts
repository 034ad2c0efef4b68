/** A name written without spaces, as people would write it: "Brandon.Sanderson.-.Elantris", "A_Tale", "LarryNiven-Ringworld". */
export function spelledOut(name: string): string {
  const text = name
    .replace(/\s*[~●•]\s*/gu, ' ')
    .replace(/[꞉：∶]/gu, ':')
    .trim();
  if (text.includes(' '))
    return text
      .replace(/(?<=\p{L})_(?=\s)/gu, '')
      .replace(/_+/gu, ' ')
      .replace(/\s+/gu, ' ');
  if (text.includes('_')) return text.replace(/_-_/gu, ' - ').replace(/_+/gu, ' ').trim();
  if ((text.match(/\./gu)?.length ?? 0) >= 2)
    return text
      .replace(/\.-\./gu, ' - ')
      .replace(/\.(?!\d)|(?<!\d)\./gu, ' ')
      .trim();
  if (!/\p{Ll}\p{Lu}/u.test(text)) return text;
  return text
    .replace(/-/gu, ' - ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .replace(/(?<=\p{L})(?=\d)/gu, ' ');
}
