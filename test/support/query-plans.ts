import pg from 'pg';
import { z } from 'zod';
import type { TestConnection } from './test-server.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string | undefined;
  readonly 'Index Name'?: string | undefined;
  readonly 'Total Cost'?: number | undefined;
  readonly Plans?: readonly PlanNode[] | undefined;
}

const PlanNode: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Index Name': z.string().optional(),
    'Total Cost': z.number().optional(),
    Plans: z.array(PlanNode).optional(),
  }),
);
const Explained = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: PlanNode })) }));

const HAS_A_PLAN = /^\s*(?:select|with|insert|update|delete)\b/i;
/** What belongs to the queue, and comes whenever it likes. */
const NOT_OURS = /\bpgboss\b/;

/** Listens to everything that this process asks any PostgreSQL, until it is disposed of. */
export function overhearStatements(): Disposable & { readonly heard: Statement[] } {
  const heard: Statement[] = [];
  const { prototype } = pg.Client;
  const { query } = prototype;
  prototype.query = function overheard(this: pg.Client, ...args: unknown[]) {
    const statement = statementOf(args);
    if (statement !== null && HAS_A_PLAN.test(statement.text) && !NOT_OURS.test(statement.text)) {
      heard.push(statement);
    }
    return Reflect.apply(query, this, args);
  } as typeof query;
  return {
    heard,
    [Symbol.dispose]() {
      prototype.query = query;
    },
  };
}

const Asked = z.object({ text: z.string(), values: z.array(z.unknown()).optional() });

function statementOf([asked, values]: readonly unknown[]): Statement | null {
  if (typeof asked === 'string') return { text: asked, values: Array.isArray(values) ? values : [] };
  const { data } = Asked.safeParse(asked);
  return data === undefined ? null : { text: data.text, values: data.values ?? [] };
}

/** How the database would go about a statement with these values: each step of the plan. */
export async function explain(client: pg.Client, { text, values }: Statement): Promise<readonly PlanNode[]> {
  const { rows } = await client.query(`explain (format json) ${text}`, [...values]);
  return Explained.parse(rows).flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)));
}

function nodesOf(plan: PlanNode): readonly PlanNode[] {
  const parts = plan.Plans ?? [];
  return [plan, ...(endsEarly(plan) ? [] : parts.flatMap(nodesOf))];
}

/** A limit for the sake of which hardly anything of what is below it will be read. */
function endsEarly({ 'Node Type': type, 'Total Cost': cost = 0, Plans: [part] = [] }: PlanNode): boolean {
  return type === 'Limit' && part?.['Node Type'] === 'Seq Scan' && cost < (part['Total Cost'] ?? 0) / 10;
}

/** Tables of more than so many rows, by what the last `analyze` counted. */
export async function tablesLargerThan(
  connection: TestConnection,
  rows: number,
): Promise<ReadonlySet<string>> {
  const client = new pg.Client({ ...connection });
  await client.connect();
  const found = await client.query<{ relname: string }>(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > $1`,
    [rows],
  );
  await client.end();
  return new Set(found.rows.map(({ relname }) => relname));
}

export function wholeReadings(nodes: readonly PlanNode[], large: ReadonlySet<string>): readonly string[] {
  return nodes.flatMap((node) => {
    const table = node['Relation Name'] ?? '';
    return node['Node Type'] === 'Seq Scan' && large.has(table) ? [table] : [];
  });
}
