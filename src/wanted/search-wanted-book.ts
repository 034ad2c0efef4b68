import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Announce } from '../activity/facts.ts';
import { tellChanges } from '../activity/live-events.ts';
import { beginTask, failTask, isTaskOver, progressTask, succeedTask } from '../activity/task-store.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { openDownloadOf } from '../downloads/download-store.ts';
import type { FoundRelease } from '../indexers/indexer.ts';
import type { Indexers } from '../indexers/indexers.ts';
import { type IndexerAnswer, searchIndexers } from '../indexers/search-indexers.ts';
import type { Database } from '../platform/database.ts';
import type { JobAttempt } from '../platform/jobs.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { judgeRelease } from '../releases/judge-release.ts';
import { rankReleases } from '../releases/rank-releases.ts';
import type { ReleaseCandidate, SoughtRecording } from '../releases/release-candidate.ts';
import type { Verdict } from '../releases/verdict.ts';
import { explainNone } from './explain-search.ts';
import { WantedBookSearched } from './facts.ts';
import { bestUntriedRelease, finishSearch, insertReleases, insertSearch } from './search-store.ts';
import { soughtRecording } from './sought-recording.ts';
import { takeRelease } from './take-release.ts';
import { nextSearchAt } from './wanted-book.ts';
import { lockWanted, updateWanted, type WantedBook } from './wanted-store.ts';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly indexers: Indexers;
  readonly secretBox: SecretBox;
}

interface Judged {
  readonly answer: IndexerAnswer;
  readonly found: FoundRelease;
  readonly candidate: ReleaseCandidate;
  readonly verdict: Verdict;
}

/** One search of a want: ask, judge, rank, keep every verdict, take the best or say why none. */
export async function searchWantedBook(
  needs: Needs,
  { task_id: taskId, wanted_id: wantedId }: { readonly task_id: number; readonly wanted_id: number },
  attempt: JobAttempt,
): Promise<void> {
  const { db } = needs;
  if (await isTaskOver(db, taskId)) return;
  const wanted = await beginSearch(needs, wantedId);
  if (wanted === null) {
    await succeedTask(db, taskId, { outcome: 'There was nothing to search for any more.' });
    return;
  }
  await beginTask(db, taskId);
  try {
    const { searchId, outcome } = await search(needs, wanted, taskId);
    await succeedTask(db, taskId, { search_id: searchId, outcome });
  } catch (error) {
    if (!attempt.isLast) throw error;
    await updateWanted(db, wantedId, {
      state: 'wanted',
      reason: 'The search failed through a fault of MAMcrawler; the log has it.',
      next_search_at: nextSearchAt(needs.clock.now(), wanted.fruitless_searches + 1),
    });
    await failTask(db, taskId, messageOf(error));
    throw error;
  }
}

/** The want, searching from now on; null where there is nothing to search for any more. */
function beginSearch({ db }: Needs, wantedId: number): Promise<WantedBook | null> {
  return db.transaction().execute(async (tx) => {
    const wanted = await lockWanted(tx, wantedId);
    if (wanted === null || wanted.state === 'owned' || (await openDownloadOf(tx, wantedId)) !== null)
      return null;
    await updateWanted(tx, wantedId, { state: 'searching', reason: null });
    return wanted;
  });
}

async function search(
  needs: Needs,
  wanted: WantedBook,
  taskId: number,
): Promise<{ readonly searchId: number; readonly outcome: string }> {
  const { db } = needs;
  const sought = await soughtRecording(db, wanted);
  const { title, authors, narrators, language } = sought;
  const searchId = await insertSearch(db, wanted.id, {
    title,
    authors: [...authors],
    narrators: [...narrators],
    language,
  });
  await tellChanges(db, [{ kind: 'search', ids: [searchId] }]);
  try {
    return await answerSearch(needs, wanted, sought, searchId, taskId);
  } catch (error) {
    const outcome = 'The search broke off and is tried again.';
    await finishSearch(db, searchId, { outcome, indexers: [], at: needs.clock.now() });
    throw error;
  }
}

async function answerSearch(
  needs: Needs,
  wanted: WantedBook,
  sought: SoughtRecording,
  searchId: number,
  taskId: number,
): Promise<{ readonly searchId: number; readonly outcome: string }> {
  const { db } = needs;
  const { title, authors } = sought;
  const answers = await searchIndexers(needs, { title, authors });
  const ranked = rankReleases(await judgeAll(sought, answers));
  await progressTask(db, taskId, ranked.length, ranked.length);
  const outcome = await conclude(needs, wanted, searchId, answers, ranked);
  await tellChanges(db, [{ kind: 'search', ids: [searchId] }]);
  return { searchId, outcome };
}

const JUDGED_AT_ONCE = 25;

/** Thousands of releases are judged in portions, so that no request waits for them. */
async function judgeAll(
  sought: SoughtRecording,
  answers: readonly IndexerAnswer[],
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const answer of answers) {
    for (const found of answer.releases) {
      const candidate: ReleaseCandidate = { ...found, name: found.title };
      judged.push({ answer, found, candidate, verdict: judgeRelease(sought, candidate) });
      if (judged.length % JUDGED_AT_ONCE === 0) await yieldToOthers();
    }
  }
  return judged;
}

/** Keeps the verdicts and settles the want, all in one transaction. */
async function conclude(
  needs: Needs,
  wanted: WantedBook,
  searchId: number,
  answers: readonly IndexerAnswer[],
  ranked: readonly Judged[],
): Promise<string> {
  const { db, clock, announce, secretBox } = needs;
  return db.transaction().execute(async (tx) => {
    const now = clock.now();
    await insertReleases(tx, secretBox, searchId, ranked.map(toNewRelease));
    const locked = await lockWanted(tx, wanted.id);
    const best = locked?.state === 'searching' ? await bestUntriedRelease(tx, searchId) : null;
    const taken = locked !== null && best !== null ? await takeRelease(needs, tx, locked, best, false) : null;
    const outcome =
      taken !== null && best !== null
        ? `"${best.title}" was taken.`
        : explainNone(
            answers,
            ranked.map(({ verdict }) => verdict),
            best !== null,
          );
    const indexers = answers.map(({ indexer, releases, error }) => ({
      indexer_id: indexer.id,
      name: indexer.name,
      found: releases.length,
      error,
    }));
    await finishSearch(tx, searchId, { outcome, indexers, at: now });
    if (locked === null) return outcome;
    const { id, book_id, title } = locked;
    await updateWanted(tx, id, { searched_at: now });
    if (taken === null && locked.state === 'searching') {
      const fruitless = locked.fruitless_searches + 1;
      await updateWanted(tx, id, {
        state: 'wanted',
        reason: outcome,
        fruitless_searches: fruitless,
        next_search_at: nextSearchAt(now, fruitless),
      });
    }
    await announce(tx, WantedBookSearched, { wanted_id: id, book_id, title, search_id: searchId, outcome });
    return outcome;
  });
}

function toNewRelease({ answer, found, verdict }: Judged) {
  return {
    indexer_id: answer.indexer.id,
    indexer_name: answer.indexer.name,
    title: found.title,
    downloadUrl: found.downloadUrl,
    info_url: found.infoUrl,
    size_bytes: found.sizeBytes,
    seeders: found.seeders,
    leechers: found.leechers,
    published_at: found.publishedAt,
    categories: found.categories,
    verdict,
  };
}
