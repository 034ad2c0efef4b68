/** What says only how the files were made or where they come from, and never what they tell. */
const FORMAT = 'mp3s?|m4b|m4a|aac|flac|ogg|opus|wma|wav|epubs?|mobi|azw3|pdf|ebooks?';
const RATE = String.raw`\d{2,3}(?:-\d{2,3})?\s?k(?:bps|bit/s|b/s|bs|b)?|\d{4,5}k|\d{2,3}(?:[.,]\d)?\s?khz|[vc]br`;
const SIZE = String.raw`\d{1,4}(?:[.,]\d{1,2})?\s?[kmgt]i?b`;
const TIME = String.raw`\d{1,3}[.:;]\d{2}[.:;]\d{2}|\d{1,3}\s?h(?:rs?|ours?)?(?:[\s.]?\d{1,2}\s?m(?:in)?s?)?`;
const WORDS =
  'retail|audio ?books?|abook|hörbuch|hoerbuch|audio|audible|nmr|vip|chapteri[sz]ed|chaptered|by chap(?:ter)?s?|freeleech|repack|complete|mono|stereo|hq|eng(?:lish)?|german|deutsch|french|en|de|fr|format|version|edition|web|cd|rip|ripped|untouched|remastered|mp3-\\d{2,3}|unb|unabr|graphic ?audio|lit';

const ONLY = new RegExp(
  String.raw`^(?:(?:${FORMAT}|${RATE}|${SIZE}|${TIME}|${WORDS}|\d{1,3} ?@|graphic ?audio-\d{2,3})(?:[\s,/|+_.-]+|$|(?<=@)))+$`,
  'iu',
);
const SOME = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${FORMAT}|${RATE}|${SIZE}|graphic ?audio)(?![\p{L}\p{N}])`,
  'iu',
);
const TAIL = new RegExp(
  String.raw`(?:^|[\s,._-]+)(?:${RATE}|\d{1,3}[.:;]\d{2}[.:;]\d{2}|${SIZE}|by chap(?:ter)?s?|(?:${FORMAT})(?:[\s-]+format|-\d{2,3})?|nmr|(?:cd|dis[ck])\s?\d{1,2}(?:-\d{1,2})?|\d{1,2}\s?cds?|unabr\.?|unb|retail|audio ?books?|hörbuch|chapteri[sz]ed|multi-?cast|full[- ]cast|(?:\d{4}\s)?librivox(?:\s\d{2,3}kb)?)$`,
  'iu',
);
/** "-AUDIOBOOK-WEB-EN-2012-GROUP", as scene groups end their names. */
export const SCENE_END =
  /[\s._-]+(?:audiobook|abook|h(?:ö|oe)rbuch)(?:\.(?:mp3|m4b|unabridged|retail|web|\d{2,3}kbps))*(?:-[\p{L}\p{N}]{1,20}){1,6}$/iu;
const BITRATE = /(?<!\d)(\d{2,3})\s?(?:kbps|kbit\/s|kb\/s|kbs|k)(?![\p{L}\p{N}])/iu;
const PART =
  /^(?:cd|dis[ck]|side)\s*\d{1,3}$|^(?:(?:part|pt|teil|disc|disk|cd)\s*)?\d{1,3}\s*(?:of|von|de|\/)\s*\d{1,3}$|^of\s+\d{1,3}$/iu;
const ALL =
  /^(?:the\s+)?(?:complete|entire|whole|full)\s+(?:series|saga|trilogy|collection|audio ?books?|set|box ?set)$/iu;
const FROM = /^(?:www\..*|.*\.(?:to|com|org|net)|\d{5,}|isbn.*|\d{9,13}x?)$/iu;

/** What a bracket or part says that is of no use for the book; null where it may say something. */
export function noiseIn(text: string): string | null {
  if (ALL.test(text)) return 'how many books there are';
  if (PART.test(text)) return 'which part of a download or a set it is';
  if (FROM.test(text)) return 'a site or a number of some catalogue';
  if (ONLY.test(text)) return 'how the files were made';
  return null;
}

/** The same of what stands in brackets, where one such word is enough. */
export function noiseInBracket(text: string): string | null {
  return noiseIn(text) ?? (SOME.test(text) ? 'how the files were made' : null);
}

/** Whether a name tells how its files were made: whoever writes so names the narrator by surname alone, too. */
export function tellsRip(text: string): boolean {
  return /(?<![\p{L}\p{N}])(?:\d{2,5}k(?:bps)?|\d{1,3}[.:;]\d{2}[.:;]\d{2})(?![\p{L}\p{N}])/iu.test(text);
}

export function bitrateIn(text: string): number | null {
  const kbps = Number(BITRATE.exec(text)?.[1] ?? 0);
  return kbps >= 16 && kbps <= 512 ? kbps : null;
}

/** Takes such words off the end of a name. */
export function withoutTail(text: string): { readonly rest: string; readonly tail: string } {
  let rest = text;
  for (let shorter = rest.replace(TAIL, ''); shorter !== rest; shorter = rest.replace(TAIL, ''))
    rest = shorter;
  return { rest: rest.trim(), tail: text.slice(rest.length).trim() };
}
