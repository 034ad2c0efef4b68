import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoopback, type Loopback } from '../../../test/support/loopback.ts';
import { startStandInProxy } from '../../../test/support/proxies.ts';
import { Refused } from '../../base/errors.ts';
import { createOutbound } from '../outbound.ts';
import type { ResolvedAddress } from './address-guard.ts';

let loopback: Loopback;
let home: string;
let port: string;

beforeEach(async () => {
  loopback = createLoopback();
  home = await loopback.serve((_, reply) => void reply.end('at home'));
  port = new URL(home).port;
});

afterEach(() => loopback[Symbol.asyncDispose]());

const at = (address: string): ResolvedAddress => ({ address, family: address.includes(':') ? 6 : 4 });

/** The names of these tests and where they lead; what is not named leads to this machine. */
const NAMES: Readonly<Record<string, readonly ResolvedAddress[]>> = {
  'nas.example.org': [at('10.0.0.5')],
  'two-faced.example.org': [at('1.1.1.1'), at('127.0.0.1')],
  'mapped.example.org': [at('::ffff:127.0.0.1')],
  'cloud.example.org': [at('169.254.169.254')],
};

function outbound() {
  return createOutbound({
    userAgent: 'test',
    lookup: async (hostname) => NAMES[hostname] ?? [at('127.0.0.1')],
  });
}

async function refusalOf(url: string, configured: readonly string[] = []): Promise<string> {
  await using out = outbound();
  const failure = await out.request({ url, configured }).then(
    async (reply) => new Error(`It was answered: ${await reply.text()}`),
    (error: unknown) => error,
  );
  if (!(failure instanceof Refused)) throw failure;
  return failure.message;
}

describe('an address that an administrator set up', () => {
  it.each([
    ['the same', ''],
    ['another path of it', '/a/b?c=d'],
  ])('is asked wherever it lies: %s', async (_, path) => {
    await using out = outbound();

    const reply = await out.request({
      url: `${home}${path}`,
      configured: ['http://other.example', `${home}/x`],
    });

    expect(await reply.text()).toBe('at home');
  });

  it('by its name is asked wherever the name leads', async () => {
    await using out = outbound();

    const reply = await out.request({
      url: `http://localhost:${port}/`,
      configured: [`http://LOCALHOST:${port}`],
    });

    expect(await reply.text()).toBe('at home');
  });

  it('opens nothing beside its own host and port', async () => {
    expect(await refusalOf('http://127.0.0.1:22/', [home])).toBe(
      '127.0.0.1 is an address of this machine; only services that you set up may be there.',
    );
    expect(await refusalOf(`http://localhost:${port}/`, [home])).toMatch(/^localhost leads to 127\.0\.0\.1,/);
    expect(await refusalOf(`http://127.0.0.2:${port}/`, [home])).toMatch(/of this machine/);
    expect(loopback.arrivals()).toBe(0);
  });

  it('leaves no connection behind that a stranger could use', async () => {
    await using out = outbound();
    const url = `http://localhost:${port}/`;
    await (await out.request({ url, configured: [url] })).text();

    await expect(out.request({ url, configured: [] })).rejects.toThrow(Refused);
    expect(loopback.arrivals()).toBe(1);
  });
});

describe('an address that a stranger chose', () => {
  it('is told what is wrong with it', async () => {
    expect(await refusalOf('http://nas.example.org/')).toBe(
      'nas.example.org leads to 10.0.0.5, an address inside your network; only services that you set up may be there.',
    );
    expect(await refusalOf('http://cloud.example.org/latest/meta-data/')).toBe(
      "cloud.example.org leads to 169.254.169.254, an address by which clouds tell a machine's secrets; only services that you set up may be there.",
    );
  });

  it.each([
    'http://127.0.0.1:PORT/',
    'https://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://0x7f.1:PORT/',
    'http://0x7f000001:PORT/',
    'http://2130706433:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://127.0.0.1.:PORT/',
    'http://0:PORT/',
    'http://0.0.0.0:PORT/',
    'http://[::1]:PORT/',
    'http://[::]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
    'http://[64:ff9b::7f00:1]:PORT/',
    'http://[2002:7f00:1::]:PORT/',
    'http://１２７.０.０.１:PORT/',
    'http://①②⑦.0.0.1:PORT/',
    'http://127。0。0。1:PORT/',
    'http://localhost:PORT/',
    'http://localhost.:PORT/',
    'http://LOCALHOST:PORT/',
    'http://sub.localhost:PORT/',
    'http://user:password@127.0.0.1:PORT/',
    'http://1.1.1.1@127.0.0.1:PORT/',
    'http://127.0.0.1:PORT\\@1.1.1.1/',
    'http://two-faced.example.org:PORT/',
    'http://mapped.example.org:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://100.100.100.200/',
    'http://192.168.0.1/',
    'http://10.1:PORT/',
  ])('never leads to this machine or its network, however it is spelled: %s', async (spelled) => {
    expect(await refusalOf(spelled.replace('PORT', port))).toMatch(
      /only services that you set up may be there/,
    );
    expect(loopback.arrivals()).toBe(0);
  });

  it('is resolved by the machine too, where nothing else is said', async () => {
    await using out = createOutbound({ userAgent: 'test' });

    await expect(out.request({ url: `http://localhost:${port}/`, configured: [] })).rejects.toThrow(
      /^localhost leads to (?:127\.0\.0\.1|::1), an address of this machine/,
    );
    expect(loopback.arrivals()).toBe(0);
  });

  it('counts as of this network where the machine says so', async () => {
    await using out = createOutbound({
      userAgent: 'test',
      ownNetworks: () => ['2a01:4f8:1:2::1/64'],
    });

    await expect(out.request({ url: 'http://[2a01:4f8:1:2::9]/', configured: [] })).rejects.toThrow(
      /inside your network/,
    );
  });

  it('cannot lead elsewhere between the check and the call', async () => {
    let asked = 0;
    const lookup = async () => {
      asked += 1;
      return [at(asked === 1 ? '1.1.1.1' : '127.0.0.1')];
    };
    const proxy = await startStandInProxy(loopback, Number(port));
    await using out = createOutbound({ userAgent: 'test', proxyUrl: proxy.url, lookup });
    const call = { url: 'http://rebinding.example.org/', configured: [] };

    await (await out.request({ ...call, headers: { connection: 'close' } })).text();

    expect([asked, proxy.asked]).toEqual([1, ['1.1.1.1:80']]);
    await expect(out.request(call)).rejects.toThrow(/leads to 127\.0\.0\.1/);
    expect([asked, proxy.asked]).toEqual([2, ['1.1.1.1:80']]);
  });
});
