import { beforeEach, describe, expect, it } from 'vitest';
import { NotReady } from '../base/errors.ts';
import { boundStreams, type OpenStreams } from './bound-streams.ts';

let streams: OpenStreams;
let ended: string[];

beforeEach(() => {
  streams = boundStreams({ perCaller: 2, inAll: 4 });
  ended = [];
});

/** Opens one as the server does, which leaves where it is ended; answers how it is ended. */
function open(caller: string, name: string): () => void {
  streams.refuseTooMany(caller);
  const leave = streams.add(caller, end);
  function end(): void {
    leave();
    ended.push(name);
  }
  return end;
}

describe('the streams of one caller', () => {
  it('are so many: the oldest makes room', () => {
    for (const name of ['a1', 'a2', 'a3']) open('a', name);
    open('b', 'b1');
    open('a', 'a4');

    expect(ended).toEqual(['a1', 'a2']);
  });

  it('that have ended count no more', () => {
    open('a', 'a1');
    open('a', 'a2')();
    open('a', 'a3');

    expect(ended).toEqual(['a2']);
  });
});

describe('the streams of all callers', () => {
  it('are so many: one more is refused, but not where an own one makes room', () => {
    const ends = ['a', 'b', 'c'].map((caller) => open(caller, caller));
    open('a', 'a2');

    expect(() => open('d', 'd')).toThrow(NotReady);
    expect(() => open('b', 'b2')).toThrow(NotReady);
    open('a', 'a3');
    expect(ended).toEqual(['a']);
    ends[1]?.();
    open('d', 'd');
    expect(ended).toEqual(['a', 'b']);
  });

  it('end together', () => {
    for (const caller of ['a', 'b']) open(caller, caller);
    streams.endAll();

    expect(ended).toEqual(['a', 'b']);
  });
});
