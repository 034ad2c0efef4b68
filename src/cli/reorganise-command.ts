import { type Command, Option } from 'commander';
import { plural } from '../base/quantities.ts';
import {
  carryOutReorganisation,
  discardReorganisation,
  getReorganisation,
  listReorganisations,
  listReorganisedItems,
  planReorganisation,
  undoReorganisation,
} from '../contract/reorganisations.ts';
import { chooseLibrary } from './choose-library.ts';
import { formatInstant, wordsOf } from './format.ts';
import { answerRows, type ListOptions, listing, parseCount, readRows } from './read-rows.ts';
import type { Answer, Session } from './session.ts';
import type { Column } from './table.ts';
import type { Reorganisation, ReorganisedItem } from './things.ts';
import { waitForTask } from './wait-for-task.ts';

const PLANS: readonly Column<Reorganisation>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Library', of: ({ library_id: library }) => library, align: 'right' },
  { title: 'State', of: ({ state }) => wordsOf(state) },
  { title: 'Items', of: ({ counts }) => counts.planned + counts.moved + counts.undone, align: 'right' },
  { title: 'Stay', of: ({ counts }) => counts.refused + counts.failed, align: 'right' },
  { title: 'Made', of: ({ created_at: at }) => formatInstant(at) },
  { title: 'Template', of: ({ template }) => template, smallest: 16, isOptional: true },
];

const ITEMS: readonly Column<ReorganisedItem>[] = [
  { title: 'State', of: ({ state }) => wordsOf(state) },
  { title: 'From', of: ({ from }) => from, smallest: 20 },
  { title: 'To', of: ({ state, to }) => (state === 'refused' ? null : to), smallest: 20 },
];

interface PlanOptions {
  readonly template?: string;
  readonly renameFiles?: boolean;
}

export function reorganiseCommand(program: Command, session: Session): void {
  const { ask } = session;
  const reorganise = program
    .command('reorganise')
    .summary('bring the folders of a library under its naming template')
    .description(
      'Brings the folders of a library under its naming template: plan it, look at the plan, carry it out, undo it.',
    );

  reorganise
    .command('plan')
    .description('Makes a plan and shows it; touches no file.')
    .argument('<library>', 'its number, name or folder')
    .option('--template <template>', "instead of the library's own, such as '{Author}/{Title}'")
    .option('--rename-files', 'names the audio files by the title, too')
    .option('--json', 'prints the plan as JSON')
    .action(async (named: string, { template, renameFiles = false }: PlanOptions) => {
      const library = await chooseLibrary(ask, named);
      const { id, task_id: taskId } = await ask(planReorganisation, {
        params: { id: library.id },
        body: { template: template ?? null, rename_files: renameFiles },
      });
      await waitForTask(ask, taskId, session.progress(`Planning ${library.name}`));
      session.answer(await answerPlan(session, id, { limit: 50 }));
    });

  listing(reorganise.command('list').description('Lists the plans, newest first.'))
    .option('--json', 'prints the list as JSON')
    .action(async (options: ListOptions) => {
      const rows = await readRows(options, (query) => ask(listReorganisations, { query }));
      session.answer(answerRows(rows, PLANS, { none: 'Nothing was planned yet.' }));
    });

  listing(
    reorganise
      .command('show')
      .description('Shows a plan with its items.')
      .argument('<id>', 'number of the plan', parseCount),
  )
    .addOption(
      new Option('--state <state>', 'only items in this state').choices([
        'planned',
        'refused',
        'moved',
        'failed',
        'undone',
      ]),
    )
    .option('--json', 'prints the plan as JSON')
    .action(async (id: number, options: ShowOptions) => {
      session.answer(await answerPlan(session, id, options));
    });

  for (const { name, endpoint, description, label } of DEEDS) {
    reorganise
      .command(name)
      .description(description)
      .argument('<id>', 'number of the plan', parseCount)
      .option('--json', 'prints the plan as JSON')
      .action(async (id: number) => {
        const { task_id: taskId } = await ask(endpoint, { params: { id } });
        await waitForTask(ask, taskId, session.progress(label));
        session.answer(await answerPlan(session, id, { limit: 50, state: 'failed' }));
      });
  }

  reorganise
    .command('discard')
    .description('Throws away a plan that was not carried out.')
    .argument('<id>', 'number of the plan', parseCount)
    .option('--json', 'prints an empty object')
    .action(async (id: number) => {
      await ask(discardReorganisation, { params: { id } });
      session.answer({ document: {}, lines: () => [`The plan ${id} is gone.`] });
    });
}

const DEEDS = [
  {
    name: 'carry-out',
    endpoint: carryOutReorganisation,
    description: 'Carries out exactly this plan and waits for the end.',
    label: 'Moving',
  },
  {
    name: 'undo',
    endpoint: undoReorganisation,
    description: 'Puts everything back where it was and waits for the end.',
    label: 'Putting back',
  },
] as const;

type ShowOptions = ListOptions & { readonly state?: ReorganisedItem['state'] };

async function answerPlan({ ask }: Session, id: number, { state, ...options }: ShowOptions): Promise<Answer> {
  const plan = await ask(getReorganisation, { params: { id } });
  const rows = await readRows(options, (page) =>
    ask(listReorganisedItems, { params: { id }, query: { ...page, state } }),
  );
  const items = answerRows(rows, ITEMS, {
    none: '',
    notes: ({ reason }) => (reason === null ? [] : [reason]),
  });
  return {
    document: { ...plan, items: rows.items, next_cursor: rows.next_cursor },
    lines: (width) => [...(rows.items.length === 0 ? [] : [...items.lines(width), '']), ...sentencesOf(plan)],
    hasFailed: plan.state === 'failed',
  };
}

function sentencesOf({ id, state, counts, error }: Reorganisation): readonly string[] {
  const parts = [
    [counts.planned, 'would be moved'],
    [counts.moved, 'moved'],
    [counts.undone, 'put back'],
    [counts.refused, 'stay'],
    [counts.failed, 'failed'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const inPlace = `${plural(counts.in_place, 'item')} in place already`;
  return [
    `Plan ${id} (${wordsOf(state)}): ${[...said, inPlace].join(', ')}.`,
    ...(error === null ? [] : [error]),
    ...(state === 'planned' && counts.planned > 0 ? [`mamcrawler reorganise carry-out ${id}`] : []),
    ...(state === 'done' && counts.moved > 0 ? [`To take it back: mamcrawler reorganise undo ${id}`] : []),
  ];
}
