import { Fragment } from 'react';
import { Link } from 'react-router';
import { paths } from '../../paths.ts';

/** The authors, each with a link to the own page. */
export function Byline({
  authors,
}: {
  readonly authors: readonly { readonly id: number; readonly name: string }[];
}) {
  return authors.map(({ id, name }, index) => (
    <Fragment key={id}>
      {index > 0 && (index === authors.length - 1 ? ' and ' : ', ')}
      <Link to={paths.author(id)} className="underline-offset-2 hover:text-accent hover:underline">
        {name}
      </Link>
    </Fragment>
  ));
}

export function namesOf(authors: readonly { readonly name: string }[]): string {
  return authors.map(({ name }) => name).join(', ');
}
