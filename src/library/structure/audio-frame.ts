/** One frame of a bare stream (MP3, ADTS): a header that says how far the next one is. */
export interface AudioFrame {
  readonly lengthBytes: number;
  readonly seconds: number;
  readonly bitrateKbps: number;
  /** The same for all frames of one stream. */
  readonly kind: number;
}

/** Reads a frame header at a place in a buffer; null where there is none. Needs `FRAME_HEADER_BYTES`. */
export type ParseFrame = (bytes: Buffer, at: number) => AudioFrame | null;

export const FRAME_HEADER_BYTES = 8;

const LAYER_3 = 1;
const MPEG_1 = 3;
const MPEG_2 = 2;
const MPEG_25 = 0;

const BITRATES_1: Readonly<Record<number, readonly number[]>> = {
  3: [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
};
const BITRATES_2: Readonly<Record<number, readonly number[]>> = {
  3: [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  1: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const SAMPLE_RATES: Readonly<Record<number, readonly number[]>> = {
  [MPEG_1]: [44_100, 48_000, 32_000],
  [MPEG_2]: [22_050, 24_000, 16_000],
  [MPEG_25]: [11_025, 12_000, 8_000],
};

/** A frame of MPEG audio, layer I to III (ISO 11172-3 and 13818-3, and the inofficial 2.5). */
export function parseMpegFrame(bytes: Buffer, at: number): AudioFrame | null {
  if (bytes[at] !== 0xff || at + 4 > bytes.length) return null;
  const second = bytes[at + 1] ?? 0;
  const third = bytes[at + 2] ?? 0;
  if ((second & 0xe0) !== 0xe0) return null;
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const bitrateKbps = (version === MPEG_1 ? BITRATES_1 : BITRATES_2)[layer]?.[third >> 4];
  const sampleRate = SAMPLE_RATES[version]?.[(third >> 2) & 3];
  if (!bitrateKbps || !sampleRate) return null;
  const samples = layer === 3 ? 384 : layer === LAYER_3 && version !== MPEG_1 ? 576 : 1152;
  const padding = ((third >> 1) & 1) * (layer === 3 ? 4 : 1);
  const slots = Math.floor((samples / 8) * ((bitrateKbps * 1000) / sampleRate));
  const lengthBytes = (layer === 3 ? slots - (slots % 4) : slots) + padding;
  const kind = (version << 8) | (layer << 4) | ((third >> 2) & 3);
  return { lengthBytes, seconds: samples / sampleRate, bitrateKbps, kind };
}

const ADTS_SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];

/** A frame of raw AAC with ADTS headers (ISO 13818-7). */
export function parseAdtsFrame(bytes: Buffer, at: number): AudioFrame | null {
  if (bytes[at] !== 0xff || at + 7 > bytes.length) return null;
  const second = bytes[at + 1] ?? 0;
  if ((second & 0xf6) !== 0xf0) return null;
  const third = bytes[at + 2] ?? 0;
  const sampleRate = ADTS_SAMPLE_RATES[(third >> 2) & 15];
  const lengthBytes =
    (((bytes[at + 3] ?? 0) & 3) << 11) | ((bytes[at + 4] ?? 0) << 3) | ((bytes[at + 5] ?? 0) >> 5);
  if (!sampleRate || lengthBytes < 7) return null;
  const seconds = (1024 * (((bytes[at + 6] ?? 0) & 3) + 1)) / sampleRate;
  return { lengthBytes, seconds, bitrateKbps: (lengthBytes * 8) / seconds / 1000, kind: (third >> 2) & 15 };
}

/** The same parser, for the frames of one stream only: what merely looks like a frame is mostly of another kind. */
export function onlyOfKind(parse: ParseFrame, kind: number): ParseFrame {
  return (bytes, at) => {
    const frame = parse(bytes, at);
    return frame?.kind === kind ? frame : null;
  };
}
