import { describe, expect, it } from 'vitest';
import { readS3Answer } from './s3-answers.ts';

const LIST = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><IsTruncated>true</IsTruncated>
<Contents><Key>a &amp; b</Key><Size>3</Size><Owner><ID>x</ID></Owner></Contents>
<Contents><Key>c</Key><Size>4</Size></Contents><NextContinuationToken>t==</NextContinuationToken></ListBucketResult>`;

describe('an answer of S3', () => {
  it('is read by the names of its elements', () => {
    const answer = readS3Answer(LIST);
    expect(answer.each('Contents').map((entry) => [entry.get('Key'), entry.get('Size')])).toEqual([
      ['a & b', '3'],
      ['c', '4'],
    ]);
    expect([answer.first('IsTruncated'), answer.first('NextContinuationToken')]).toEqual(['true', 't==']);
  });

  it.each(['', 'no XML at all', '<a><b>', '<html><body>It works!</body></html>', '{"Contents":[]}'])(
    'that is none says nothing: %j',
    (text) => {
      const answer = readS3Answer(text);
      expect(answer.first('Code')).toBeNull();
      expect(answer.each('Contents')).toEqual([]);
    },
  );
});
