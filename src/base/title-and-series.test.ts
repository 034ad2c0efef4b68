import { describe, expect, it } from 'vitest';
import { isGenericSubtitle, splitAtGenericSubtitle, splitGenericSubtitle } from './subtitle-words.ts';
import { splitTitleAndSeries } from './title-and-series.ts';

describe('splitTitleAndSeries', () => {
  it.each([
    ['Mort Discworld Novels', 'Mort', 'Discworld Novels'],
    ['Ship of Magic Liveship Traders', 'Ship of Magic', 'Liveship Traders'],
    ['Peace Talks The Dresden Files', 'Peace Talks', 'The Dresden Files'],
    ['Ruins of the Earth Ruins of the Earth', 'Ruins of the Earth', 'Ruins of the Earth'],
    ['Irrelevant Jack', 'Irrelevant Jack', 'Irrelevant Jack'],
    ['Lantern Bay 2 The Lantern Bay', 'Lantern Bay 2', 'The Lantern Bay'],
    ['The Prefect Lantern Bay', 'The Prefect', 'Lantern Bay'],
    ['The Last Prefects Lanternlight', 'The Last Prefects', 'Lanternlight'],
    ['A City Called Lantern Bayward', 'A City Called Lantern', 'Bayward'],
    ['Harbour Unbound Lanternlord', 'Harbour Unbound', 'Lanternlord'],
    ['Harbour Moon Moon Watch', 'Harbour Moon', 'Moon Watch'],
    ['The Harbour Chronicles of Lantern Bay', 'The Harbour', 'Chronicles of Lantern Bay'],
    ['A Dance with Lanterns A Song of Salt and Sand', 'A Dance with Lanterns', 'A Song of Salt and Sand'],
    ['Vampires Straight Outta Lantern', 'Vampires', 'Straight Outta Lantern'],
    ['Harbour Becomes Her The Lantern Gambit', 'Harbour Becomes Her', 'The Lantern Gambit'],
    ['A Time of Lanterns Of Salt and Sand', 'A Time of Lanterns', 'Of Salt and Sand'],
    ['Into the Lanterns Harbour One', 'Into the Lanterns', 'Harbour One'],
    ['Lantern Hunter Vendetta Lantern Hunter Watch', 'Lantern Hunter Vendetta', 'Lantern Hunter Watch'],
    ["Tower Lord Lantern's Shadow", 'Tower Lord', "Lantern's Shadow"],
    ['Pale Sister Book of the Lanterns', 'Pale Sister', 'Book of the Lanterns'],
    ['Harbours of Salt Thomas Arthur Lantern', 'Harbours of Salt', 'Thomas Arthur Lantern'],
    ['The Harbour Lantern Murder Club', 'The Harbour', 'Lantern Murder Club'],
    ['Harbour of Salt Buried Lantern Saga', 'Harbour of Salt', 'Buried Lantern Saga'],
    ['Bone Harbour Elemental Harbour', 'Bone Harbour', 'Elemental Harbour'],
    ['Iron Sail Lantern Heart', 'Iron Sail', 'Lantern Heart'],
    ['The Golden Sail Lanternlight', 'The Golden Sail', 'Lanternlight'],
    ['Exiled In the Lantern', 'Exiled', 'In the Lantern'],
    ['Desire Unmoored Lanternica', 'Desire Unmoored', 'Lanternica'],
    ['Jane Harbour Lanternlight', 'Jane Harbour', 'Lanternlight'],
    ['Doctor Harbour Lanternlight', 'Doctor Harbour', 'Lanternlight'],
    ['Harbour 451 Lanternlight', 'Harbour 451', 'Lanternlight'],
    ['Dead Until Dusk Lantern Bay', 'Dead Until Dusk', 'Lantern Bay'],
  ])('parts %s', (text, title, series) => {
    expect(splitTitleAndSeries(text)).toEqual({ title, series });
  });
});

describe('a generic subtitle', () => {
  it.each(['A Novel', 'A LitRPG Adventure', 'A Memoir of Home', 'Ein Roman', 'Sci-Fi'])('is "%s"', (text) => {
    expect(isGenericSubtitle(text)).toBe(true);
  });

  it.each(['Salvation', 'Path of the Divine', 'A Study in Scarlet', ''])('is not "%s"', (text) => {
    expect(isGenericSubtitle(text)).toBe(false);
  });

  it('is split from the title, and from a series that follows', () => {
    expect(splitGenericSubtitle('Tower 2 A LitRPG Adventure')).toEqual({
      title: 'Tower 2',
      subtitle: 'A LitRPG Adventure',
    });
    expect(splitGenericSubtitle('Emma')).toEqual({ title: 'Emma', subtitle: null });
    expect(splitAtGenericSubtitle('The Road A Discworld Anthology Discworld')).toEqual({
      title: 'The Road',
      subtitle: 'A Discworld Anthology',
      series: 'Discworld',
    });
    expect(splitAtGenericSubtitle('Emma')).toBeNull();
  });
});
