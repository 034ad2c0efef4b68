import { z } from 'zod';
import { ROLES } from '../base/roles.ts';
import { id, line, text } from './values.ts';

export const role = z.enum(ROLES).meta({ example: 'member' });

export const userName = line(64).meta({ example: 'ada' });

export const newPassword = z
  .string()
  .min(10, 'must have at least 10 characters')
  .max(256, 'may have at most 256 characters')
  .meta({ example: 'correct horse battery' });

export const email = z.email('must be an e-mail address').max(254).meta({ example: 'ada@example.org' });

export const SignedInUser = z.object({ id, name: text('ada'), role }).meta({ title: 'SignedInUser' });

export const userReference = z.object({ id, name: text('ada') }).meta({ title: 'UserReference' });
