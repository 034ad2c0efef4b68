import { expect, it } from 'vitest';
import { readPath } from './read-path.ts';

/** Lists are joined by "; ", and a series is written with its place: "Harbour Lights #2". */
interface Told {
  readonly title?: string;
  readonly authors?: string;
  readonly series?: string;
  readonly year?: number;
  readonly narrators?: string;
  readonly asin?: string;
}

/** How people lay out and name their audiobooks: each row must be read whole, and what a row does not name must not be claimed. */
const LAYOUTS: [path: string, told: Told, files?: readonly string[]][] = [
  [
    'Mary Ellison/Harbour Lights/Vol 1 - 1994 - The Salt Road - A Novel {Ruth Barlow}',
    {
      title: 'The Salt Road',
      authors: 'Mary Ellison',
      series: 'Harbour Lights #1',
      year: 1994,
      narrators: 'Ruth Barlow',
    },
  ],
  [
    'Mary Ellison/Harbour Lights/Book 2 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  ['Mary Ellison/The Salt Road (1994)', { title: 'The Salt Road', authors: 'Mary Ellison', year: 1994 }],
  [
    'Mary Ellison/Harbour Lights/2 - The Salt Road (1994)',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2', year: 1994 },
  ],
  [
    'Mary Ellison/Harbour Lights #2 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights 02 - The Salt Road (1994)',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2', year: 1994 },
  ],
  [
    'Mary Ellison/Harbour Lights/The Salt Road [B0ABCD1234]',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights', asin: 'B0ABCD1234' },
  ],
  ['The Salt Road_ A Memoir [B0ABCD1234]', { title: 'The Salt Road', asin: 'B0ABCD1234' }],
  ['pride_and_prejudice_0711_librivox', { title: 'pride and prejudice' }],
  [
    'Mary Ellison - [Harbour Lights 02] - The Salt Road (read by Ruth Barlow)',
    {
      title: 'The Salt Road',
      authors: 'Mary Ellison',
      series: 'Harbour Lights #2',
      narrators: 'Ruth Barlow',
    },
  ],
  [
    'Mary Ellison - Harbour Lights, Book 2 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Harbour Lights 02 The Salt Road - Mary Ellison',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'The Salt Road (Harbour Lights #2) - Mary Ellison',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'The Salt Road - Harbour Lights, Book 2 - Mary Ellison (2010) [64kbps]',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2', year: 2010 },
  ],
  [
    'Ellison, Mary - [Harbour Lights 02] - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison & Tom Varley - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison; Tom Varley' },
  ],
  [
    'Mary Ellison, Tom Varley - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison; Tom Varley' },
  ],
  [
    'Mary Ellison/Harbour Lights/02 The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  ['Mary Ellison - Harbour Lights 1-3', { authors: 'Mary Ellison', series: 'Harbour Lights #1-3' }],
  [
    'Mary Ellison - Harbour Lights Trilogy (Books 1-3)',
    { authors: 'Mary Ellison', series: 'Harbour Lights Trilogy #1-3' },
  ],
  [
    'Mary Ellison/Harbour Lights/Book One - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #1' },
  ],
  [
    'Mary Ellison/Harbour Lights/Book IV - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #4' },
  ],
  [
    'Mary Ellison/Harbour Lights/0.5 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #0.5' },
  ],
  [
    'Mary Ellison - The Salt Road, Book 2 of Harbour Lights',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison - 2010 - Harbour Lights 2 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2', year: 2010 },
  ],
  [
    'Mary Ellison - Harbour Lights 2 (2010) - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2', year: 2010 },
  ],
  ['(2010) Mary Ellison - The Salt Road', { title: 'The Salt Road', authors: 'Mary Ellison', year: 2010 }],
  ['Mary Ellison - (2010) The Salt Road', { title: 'The Salt Road', authors: 'Mary Ellison', year: 2010 }],
  ['The Salt Road (Unabridged) - Mary Ellison', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  [
    'Mary Ellison - The Salt Road (Unabridged) (2010)',
    { title: 'The Salt Road', authors: 'Mary Ellison', year: 2010 },
  ],
  [
    'Greta Vollmer - Die Inselwächter 03 - Das kalte Meer (gelesen von Hans Lenk)',
    {
      title: 'Das kalte Meer',
      authors: 'Greta Vollmer',
      series: 'Die Inselwächter #3',
      narrators: 'Hans Lenk',
    },
  ],
  [
    'Greta Vollmer/Die Inselwächter/Band 3 - Das kalte Meer',
    { title: 'Das kalte Meer', authors: 'Greta Vollmer', series: 'Die Inselwächter #3' },
  ],
  [
    'Luc Ferrand - Les Veilleurs T03 - La mer froide',
    { title: 'La mer froide', authors: 'Luc Ferrand', series: 'Les Veilleurs #3' },
  ],
  [
    'Luc Ferrand/Les Veilleurs/Tome 3 - La mer froide (lu par Anne Duval)',
    { title: 'La mer froide', authors: 'Luc Ferrand', series: 'Les Veilleurs #3', narrators: 'Anne Duval' },
  ],
  [
    'Лев Толстой - Анна Каренина (читает Иван Петров)',
    { title: 'Анна Каренина', authors: 'Лев Толстой', narrators: 'Иван Петров' },
  ],
  ['Толстой Лев/Анна Каренина', { title: 'Анна Каренина', authors: 'Толстой Лев' }],
  ['村上春樹/ノルウェイの森', { title: 'ノルウェイの森', authors: '村上春樹' }],
  ['村上春樹 - ノルウェイの森', { title: 'ノルウェイの森', authors: '村上春樹' }],
  ['mary ellison - the salt road', { title: 'the salt road', authors: 'mary ellison' }],
  ['MARY ELLISON - THE SALT ROAD', { title: 'THE SALT ROAD', authors: 'MARY ELLISON' }],
  [
    'Doyle, Sir Arthur Conan/Sherlock Holmes/02 - The Sign of the Four',
    { title: 'The Sign of the Four', authors: 'Sir Arthur Conan Doyle', series: 'Sherlock Holmes #2' },
  ],
  ['Sir Arthur Conan Doyle - The Lost World', { title: 'The Lost World', authors: 'Sir Arthur Conan Doyle' }],
  [
    'Arthur Conan Doyle/Sherlock Holmes 05 - The Hound of the Baskervilles',
    { title: 'The Hound of the Baskervilles', authors: 'Arthur Conan Doyle', series: 'Sherlock Holmes #5' },
  ],
  ['Plato - The Republic', { title: 'The Republic', authors: 'Plato' }],
  ['Voltaire - Candide', { title: 'Candide', authors: 'Voltaire' }],
  ['Dr. Seuss - The Lorax', { title: 'The Lorax', authors: 'Dr. Seuss' }],
  ['J.R.R.Tolkien - The Silmarillion', { title: 'The Silmarillion', authors: 'J.R.R.Tolkien' }],
  [
    'JRR Tolkien - The Lord of the Rings 01 - The Fellowship of the Ring',
    { title: 'The Fellowship of the Ring', authors: 'JRR Tolkien', series: 'The Lord of the Rings #1' },
  ],
  ["Kurt Vonnegut, Jr. - Cat's Cradle", { title: "Cat's Cradle", authors: 'Kurt Vonnegut, Jr.' }],
  ['Mary Ellison/The Salt Road/CD 1', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  ['Mary Ellison/The Salt Road/Disc 01 of 12', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  ['Mary Ellison/The Salt Road/Part 1 of 3', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  ['Mary Ellison/The Salt Road/Audio', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  ['Mary Ellison/The Salt Road/MP3', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  ['Mary Ellison/The Salt Road/The Salt Road (Part 1)', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  ['The Salt Road/The Salt Road Part 1', { title: 'The Salt Road' }],
  ['The Salt Road/Part One', { title: 'The Salt Road' }],
  [
    'Mary Ellison/Harbour Lights/Harbour Lights - Book 02 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/Harbour Lights 02 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights (1-5)/02 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/[Harbour Lights 02] The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/The Salt Road (Harbour Lights 02)',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/The Salt Road, Book 2',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/The Salt Road (Book 2)',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/The Salt Road - Harbour Lights 2',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/The Salt Road - Harbour Lights, Book 2',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/The Salt Road- Harbour Lights Book 2',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/Mary Ellison - Harbour Lights 02 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/Mary Ellison - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights' },
  ],
  ['Mary Ellison/Mary Ellison - The Salt Road', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  ['Mary Ellison/The Salt Road - Mary Ellison', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  ['Mary Ellison/The Salt Road/The Salt Road.m4b', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  [
    'Mary Ellison/Harbour Lights/02 - The Salt Road.m4b',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  ['Mary Ellison - The Salt Road.m4b', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  ['Mary Ellison/The Salt Road/01 - Chapter 1.mp3', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  [
    '/mnt/media/audiobooks/Mary Ellison/Harbour Lights/02 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  ['[2010] The Salt Road', { title: 'The Salt Road', year: 2010 }],
  [
    'Mary Ellison - The Salt Road [Ruth Barlow] 64k',
    { title: 'The Salt Road', authors: 'Mary Ellison', narrators: 'Ruth Barlow' },
  ],
  ['The Salt Road {asin-B0ABCD1234}', { title: 'The Salt Road', asin: 'B0ABCD1234' }],
  [
    'The Salt Road - Mary Ellison - Ruth Barlow',
    { title: 'The Salt Road', authors: 'Mary Ellison', narrators: 'Ruth Barlow' },
  ],
  [
    'Mary Ellison - The Salt Road - Ruth Barlow',
    { title: 'The Salt Road', authors: 'Mary Ellison', narrators: 'Ruth Barlow' },
  ],
  [
    'Mary Ellison - The Salt Road - Narrated by Ruth Barlow & Sam Webb',
    { title: 'The Salt Road', authors: 'Mary Ellison', narrators: 'Ruth Barlow; Sam Webb' },
  ],
  ['The Salt Road, narrated by Ruth Barlow', { title: 'The Salt Road', narrators: 'Ruth Barlow' }],
  [
    'Mary Ellison - The Salt Road (Ruth Barlow)',
    { title: 'The Salt Road', authors: 'Mary Ellison', narrators: 'Ruth Barlow' },
  ],
  [
    'The Salt Road by Mary Ellison read by Ruth Barlow',
    { title: 'The Salt Road', authors: 'Mary Ellison', narrators: 'Ruth Barlow' },
  ],
  ['The Salt Road by Mary Ellison (2010)', { title: 'The Salt Road', authors: 'Mary Ellison', year: 2010 }],
  ['The Salt Road by Mary Ellison [M4B]', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  [
    'Harbour Lights/The Salt Road by Mary Ellison',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights' },
  ],
  [
    'Qorlan Zyxt - Hollow Crown 3 - The Broken Seal',
    { title: 'The Broken Seal', authors: 'Qorlan Zyxt', series: 'Hollow Crown #3' },
  ],
  [
    'Qorlan Zyxt/Hollow Crown/3 - The Broken Seal',
    { title: 'The Broken Seal', authors: 'Qorlan Zyxt', series: 'Hollow Crown #3' },
  ],
  ['Qorlan Zyxt/The Broken Seal', { title: 'The Broken Seal', authors: 'Qorlan Zyxt' }],
  ['Qorlan Zyxt - The Broken Seal', { title: 'The Broken Seal', authors: 'Qorlan Zyxt' }],
  ['The Broken Seal - Qorlan Zyxt', { title: 'The Broken Seal', authors: 'Qorlan Zyxt' }],
  ['Brokenseal - Qorlan Zyxt', { title: 'Brokenseal', authors: 'Qorlan Zyxt' }],
  ['Sue Grafton - A Is for Alibi', { title: 'A Is for Alibi', authors: 'Sue Grafton' }],
  ['George Orwell - 1984', { title: '1984', authors: 'George Orwell' }],
  ['George Orwell/1984 (1949)', { title: '1984', authors: 'George Orwell', year: 1949 }],
  ['Ray Bradbury - Fahrenheit 451', { title: 'Fahrenheit 451', authors: 'Ray Bradbury' }],
  ['Joseph Heller - Catch-22', { title: 'Catch-22', authors: 'Joseph Heller' }],
  ['Arthur C. Clarke - 2001 A Space Odyssey', { title: '2001 A Space Odyssey', authors: 'Arthur C. Clarke' }],
  [
    'Jules Verne - 20,000 Leagues Under the Sea',
    { title: '20,000 Leagues Under the Sea', authors: 'Jules Verne' },
  ],
  [
    'Stephen R. Covey - The 7 Habits of Highly Effective People',
    { title: 'The 7 Habits of Highly Effective People', authors: 'Stephen R. Covey' },
  ],
  ['Walter Isaacson/Steve Jobs', { title: 'Steve Jobs', authors: 'Walter Isaacson' }],
  ['Walter Isaacson - Steve Jobs', { title: 'Steve Jobs', authors: 'Walter Isaacson' }],
  ['Charles Dickens - David Copperfield', { title: 'David Copperfield', authors: 'Charles Dickens' }],
  ['Charles Dickens/Oliver Twist', { title: 'Oliver Twist', authors: 'Charles Dickens' }],
  [
    'Rick Riordan/Percy Jackson and the Olympians/1 - The Lightning Thief',
    { title: 'The Lightning Thief', authors: 'Rick Riordan', series: 'Percy Jackson and the Olympians #1' },
  ],
  [
    "Harry Potter 1 - The Philosopher's Stone",
    { title: "The Philosopher's Stone", series: 'Harry Potter #1' },
  ],
  ['Jack Reacher 05 - Echo Burning', { title: 'Echo Burning', series: 'Jack Reacher #5' }],
  [
    'Fantasy/Mary Ellison/Harbour Lights/02 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'E/Ellison, Mary/Harbour Lights/02 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison - Harbour Lights - 02 - The Salt Road - 2010',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2', year: 2010 },
  ],
  [
    'Mary.Ellison.-.Harbour.Lights.02.-.The.Salt.Road.(2010).MP3.64kbps',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2', year: 2010 },
  ],
  ['Mary_Ellison_-_The_Salt_Road', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  [
    'Mary.Ellison-The.Salt.Road.2010.Unabridged',
    { title: 'The Salt Road', authors: 'Mary Ellison', year: 2010 },
  ],
  [
    'Terry Pratchett/Discworld/08 - Guards! Guards!',
    { title: 'Guards! Guards!', authors: 'Terry Pratchett', series: 'Discworld #8' },
  ],
  ['Discworld 08 - Guards! Guards!', { title: 'Guards! Guards!', series: 'Discworld #8' }],
  ['Discworld/08 Guards! Guards!', { title: 'Guards! Guards!', series: 'Discworld #8' }],
  [
    'Mary Ellison - Harbour Lights #2: The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  ['The Salt Road: Harbour Lights, Book 2', { title: 'The Salt Road', series: 'Harbour Lights #2' }],
  [
    'The Salt Road꞉ Harbour Lights, Book 2 [B0ABCD1234]',
    { title: 'The Salt Road', series: 'Harbour Lights #2', asin: 'B0ABCD1234' },
  ],
  ['The Salt Road_ Harbour Lights, Book 2', { title: 'The Salt Road', series: 'Harbour Lights #2' }],
  [
    'Harbour Lights, Book 2 - The Salt Road by Mary Ellison',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  ['Harbour Lights (Book 2): The Salt Road', { title: 'The Salt Road', series: 'Harbour Lights #2' }],
  [
    'Mary Ellison/Harbour Lights (Book 2) The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  ['Various Authors/The Salt Road', { title: 'The Salt Road' }],
  ['Unknown Author/The Salt Road', { title: 'The Salt Road' }],
  ['Mary Ellison (Author)/The Salt Road', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  [
    'Harbour Lights - Mary Ellison/02 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison - Harbour Lights (Books 1-5)/02 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Harbour Lights Series by Mary Ellison/Book 02 - The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    "Mary Ellison's Harbour Lights/02 - The Salt Road",
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
  ],
  [
    'Mary Ellison/Harbour Lights/Salt Road, The',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights' },
  ],
  [
    'Mary Ellison - The Salt Road [Dramatized] [64 kbps]',
    { title: 'The Salt Road', authors: 'Mary Ellison' },
  ],
  ['Mary Ellison - The Salt Road (Full Cast)', { title: 'The Salt Road', authors: 'Mary Ellison' }],
  [
    'Mary Ellison - The Salt Road (Audiobook) (retail) (m4b)',
    { title: 'The Salt Road', authors: 'Mary Ellison' },
  ],
  [
    'Mary Ellison - The Salt Road (2010) 64k mp3 {Ruth Barlow}',
    { title: 'The Salt Road', authors: 'Mary Ellison', year: 2010, narrators: 'Ruth Barlow' },
  ],
  [
    'Mary Ellison/The Salt Road (narrated by Ruth Barlow)',
    { title: 'The Salt Road', authors: 'Mary Ellison', narrators: 'Ruth Barlow' },
  ],
  [
    'The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison' },
    ['Mary Ellison - The Salt Road - 01.mp3', 'Mary Ellison - The Salt Road - 02.mp3'],
  ],
  [
    'The Salt Road',
    { title: 'The Salt Road', authors: 'Mary Ellison' },
    ['01 - The Salt Road - Mary Ellison.mp3'],
  ],
  [
    'Harbour Lights Book 2',
    { title: 'The Salt Road', series: 'Harbour Lights #2' },
    ['The Salt Road - 01.mp3', 'The Salt Road - 02.mp3'],
  ],
  [
    'Mary Ellison/Harbour Lights - 02',
    { title: 'The Salt Road', authors: 'Mary Ellison', series: 'Harbour Lights #2' },
    ['The Salt Road - 01.mp3', 'The Salt Road - 02.mp3'],
  ],
  [
    "Robin Hobb - Farseer Trilogy - 01 - Assassin's Apprentice",
    { title: "Assassin's Apprentice", authors: 'Robin Hobb', series: 'Farseer Trilogy #1' },
  ],
  [
    "Robin Hobb - The Farseer Trilogy 1 - Assassin's Apprentice (unabridged)",
    { title: "Assassin's Apprentice", authors: 'Robin Hobb', series: 'The Farseer Trilogy #1' },
  ],
  ["Farseer 1 - Assassin's Apprentice", { title: "Assassin's Apprentice", series: 'Farseer #1' }],
  [
    "Robin Hobb - Farseer Trilogy/01 Assassin's Apprentice",
    { title: "Assassin's Apprentice", authors: 'Robin Hobb', series: 'Farseer Trilogy #1' },
  ],
  [
    "Hobb, Robin - Farseer 01 - Assassin's Apprentice",
    { title: "Assassin's Apprentice", authors: 'Robin Hobb', series: 'Farseer #1' },
  ],
  [
    'The Wheel of Time - Book 1 - The Eye of the World',
    { title: 'The Eye of the World', series: 'The Wheel of Time #1' },
  ],
  [
    'Robert Jordan/The Wheel of Time/Wheel of Time 1-The Eye of the World',
    { title: 'The Eye of the World', authors: 'Robert Jordan', series: 'The Wheel of Time #1' },
  ],
  [
    'Book 1 - The Eye of the World (Wheel of Time)',
    { title: 'The Eye of the World', series: 'Wheel of Time #1' },
  ],
  ['The Eye of the World [Wheel of Time 1]', { title: 'The Eye of the World', series: 'Wheel of Time #1' }],
  [
    'The Eye of the World - Wheel of Time Book 1',
    { title: 'The Eye of the World', series: 'Wheel of Time #1' },
  ],
  [
    'Robert Jordan - [Wheel of Time #01] - The Eye of the World',
    { title: 'The Eye of the World', authors: 'Robert Jordan', series: 'Wheel of Time #1' },
  ],
  [
    'Robert Jordan - Wheel of Time [01] The Eye of the World',
    { title: 'The Eye of the World', authors: 'Robert Jordan', series: 'Wheel of Time #1' },
  ],
  [
    'Neal Stephenson - Baroque Cycle Book 1 - Quicksilver',
    { title: 'Quicksilver', authors: 'Neal Stephenson', series: 'Baroque Cycle #1' },
  ],
  [
    'Lee Child - Jack Reacher 05 - Echo Burning (Dick Hill) 64k 13.22.01',
    { title: 'Echo Burning', authors: 'Lee Child', series: 'Jack Reacher #5', narrators: 'Dick Hill' },
  ],
  [
    'Lee Child - (Jack Reacher 5) Echo Burning',
    { title: 'Echo Burning', authors: 'Lee Child', series: 'Jack Reacher #5' },
  ],
  [
    'Lee Child - Reacher 05 Echo Burning',
    { title: 'Echo Burning', authors: 'Lee Child', series: 'Reacher #5' },
  ],
  [
    'Lee Child/Jack Reacher/05 - Echo Burning',
    { title: 'Echo Burning', authors: 'Lee Child', series: 'Jack Reacher #5' },
  ],
  [
    'Lee Child - Jack Reacher/05 - Echo Burning',
    { title: 'Echo Burning', authors: 'Lee Child', series: 'Jack Reacher #5' },
  ],
  [
    'Patricia Cornwell/Kay Scarpetta/01 - Postmortem',
    { title: 'Postmortem', authors: 'Patricia Cornwell', series: 'Kay Scarpetta #1' },
  ],
  [
    'Agatha Christie - Poirot 10 - Murder on the Orient Express [David Suchet]',
    {
      title: 'Murder on the Orient Express',
      authors: 'Agatha Christie',
      series: 'Poirot #10',
      narrators: 'David Suchet',
    },
  ],
  [
    'A Game of Thrones (A Song of Ice and Fire, Book 1) George R.R. Martin',
    { title: 'A Game of Thrones', authors: 'George R.R. Martin', series: 'A Song of Ice and Fire #1' },
  ],
  [
    'George R. R. Martin - A Song of Ice and Fire 1 - A Game of Thrones',
    { title: 'A Game of Thrones', authors: 'George R. R. Martin', series: 'A Song of Ice and Fire #1' },
  ],
  [
    'A Song of Ice and Fire/1 - A Game of Thrones',
    { title: 'A Game of Thrones', series: 'A Song of Ice and Fire #1' },
  ],
  [
    'George R.R. Martin/A Song of Ice and Fire (Unabridged)/01 A Game of Thrones',
    { title: 'A Game of Thrones', authors: 'George R.R. Martin', series: 'A Song of Ice and Fire #1' },
  ],
  [
    'Stephen King - The Dark Tower I - The Gunslinger',
    { title: 'The Gunslinger', authors: 'Stephen King', series: 'The Dark Tower #1' },
  ],
  [
    'Stephen King - The Dark Tower VII: The Dark Tower',
    { title: 'The Dark Tower', authors: 'Stephen King', series: 'The Dark Tower #7' },
  ],
  [
    "Douglas Adams - Hitchhikers Guide 1 of 5 - The Hitchhiker's Guide to the Galaxy",
    {
      title: "The Hitchhiker's Guide to the Galaxy",
      authors: 'Douglas Adams',
      series: 'Hitchhikers Guide #1',
    },
  ],
  [
    'Isaac Asimov/Foundation/Foundation 3 - Second Foundation',
    { title: 'Second Foundation', authors: 'Isaac Asimov', series: 'Foundation #3' },
  ],
  ['Foundation 03 Second Foundation', { title: 'Second Foundation', series: 'Foundation #3' }],
  [
    'Isaac Asimov - Foundation Series - Second Foundation',
    { title: 'Second Foundation', authors: 'Isaac Asimov', series: 'Foundation' },
  ],
  ['Frank Herbert - Dune 1 - Dune', { title: 'Dune', authors: 'Frank Herbert', series: 'Dune #1' }],
  ['Dune 01 - Dune', { title: 'Dune', series: 'Dune #1' }],
  [
    'Terry Goodkind - Sword of Truth 1 - Wizards First Rule [Unabridged] [Sam Tsoutsouvas]',
    {
      title: 'Wizards First Rule',
      authors: 'Terry Goodkind',
      series: 'Sword of Truth #1',
      narrators: 'Sam Tsoutsouvas',
    },
  ],
  ["Sword of Truth - 1 - Wizard's First Rule", { title: "Wizard's First Rule", series: 'Sword of Truth #1' }],
  [
    'Lois McMaster Bujold - Vorkosigan - 03 - Barrayar',
    { title: 'Barrayar', authors: 'Lois McMaster Bujold', series: 'Vorkosigan #3' },
  ],
  [
    'Lois McMaster Bujold - Miles Vorkosigan Series/07 Barrayar',
    { title: 'Barrayar', authors: 'Lois McMaster Bujold', series: 'Miles Vorkosigan #7' },
  ],
  [
    "Bernard Cornwell - Sharpe 01 - Sharpe's Tiger",
    { title: "Sharpe's Tiger", authors: 'Bernard Cornwell', series: 'Sharpe #1' },
  ],
  [
    'Ken Follett - Kingsbridge #1 The Pillars of the Earth',
    { title: 'The Pillars of the Earth', authors: 'Ken Follett', series: 'Kingsbridge #1' },
  ],
  [
    'The Pillars of the Earth - Ken Follett [John Lee]',
    { title: 'The Pillars of the Earth', authors: 'Ken Follett', narrators: 'John Lee' },
  ],
  [
    'Bill Bryson - A Short History of Nearly Everything (read by the author)',
    { title: 'A Short History of Nearly Everything', authors: 'Bill Bryson', narrators: 'Bill Bryson' },
  ],
  ['Malcolm Gladwell - Outliers - The Story of Success', { title: 'Outliers', authors: 'Malcolm Gladwell' }],
  ['Becoming by Michelle Obama (Audiobook)', { title: 'Becoming', authors: 'Michelle Obama' }],
  [
    'Yuval Noah Harari – Sapiens: A Brief History of Humankind',
    { title: 'Sapiens', authors: 'Yuval Noah Harari' },
  ],
  [
    'J. K. Rowling - Harry Potter and the Goblet of Fire (Stephen Fry)',
    { title: 'Harry Potter and the Goblet of Fire', authors: 'J. K. Rowling', narrators: 'Stephen Fry' },
  ],
  [
    'Harry Potter 4 - Harry Potter and the Goblet of Fire',
    { title: 'Harry Potter and the Goblet of Fire', series: 'Harry Potter #4' },
  ],
  [
    'J.K. Rowling/Harry Potter/04. Harry Potter and the Goblet of Fire',
    { title: 'Harry Potter and the Goblet of Fire', authors: 'J.K. Rowling', series: 'Harry Potter #4' },
  ],
  [
    'Rowling, J.K. - Harry Potter 04 - The Goblet of Fire',
    { title: 'The Goblet of Fire', authors: 'J.K. Rowling', series: 'Harry Potter #4' },
  ],
  [
    'Pratchett, Terry - Discworld 01 - The Colour of Magic [Nigel Planer]',
    {
      title: 'The Colour of Magic',
      authors: 'Terry Pratchett',
      series: 'Discworld #1',
      narrators: 'Nigel Planer',
    },
  ],
  [
    'Terry Pratchett - Discworld - 01 - The Colour Of Magic - read by Nigel Planer',
    {
      title: 'The Colour Of Magic',
      authors: 'Terry Pratchett',
      series: 'Discworld #1',
      narrators: 'Nigel Planer',
    },
  ],
  ['(Discworld 01) The Colour of Magic', { title: 'The Colour of Magic', series: 'Discworld #1' }],
  [
    '[Discworld 1] The Colour of Magic - Terry Pratchett',
    { title: 'The Colour of Magic', authors: 'Terry Pratchett', series: 'Discworld #1' },
  ],
  [
    'Good Omens - Terry Pratchett & Neil Gaiman',
    { title: 'Good Omens', authors: 'Terry Pratchett; Neil Gaiman' },
  ],
  [
    'Terry Pratchett and Neil Gaiman - Good Omens',
    { title: 'Good Omens', authors: 'Terry Pratchett; Neil Gaiman' },
  ],
  [
    'Terry Pratchett, Stephen Baxter - The Long Earth 01 - The Long Earth',
    { title: 'The Long Earth', authors: 'Terry Pratchett; Stephen Baxter', series: 'The Long Earth #1' },
  ],
  [
    'Douglas Preston, Lincoln Child - Pendergast 01 - Relic',
    { title: 'Relic', authors: 'Douglas Preston; Lincoln Child', series: 'Pendergast #1' },
  ],
  [
    'Douglas Preston & Lincoln Child/Pendergast/01 - Relic',
    { title: 'Relic', authors: 'Douglas Preston; Lincoln Child', series: 'Pendergast #1' },
  ],
  [
    'Tad Williams - Memory, Sorrow, and Thorn 1 - The Dragonbone Chair',
    { title: 'The Dragonbone Chair', authors: 'Tad Williams', series: 'Memory, Sorrow, and Thorn #1' },
  ],
  [
    'Memory, Sorrow, and Thorn/01 - The Dragonbone Chair',
    { title: 'The Dragonbone Chair', series: 'Memory, Sorrow, and Thorn #1' },
  ],
  [
    'Andrzej Sapkowski/The Witcher/Blood of Elves',
    { title: 'Blood of Elves', authors: 'Andrzej Sapkowski', series: 'The Witcher' },
  ],
  [
    'Andrzej Sapkowski - The Witcher 1 - Blood of Elves',
    { title: 'Blood of Elves', authors: 'Andrzej Sapkowski', series: 'The Witcher #1' },
  ],
  ['Liu Cixin - The Three-Body Problem', { title: 'The Three-Body Problem', authors: 'Liu Cixin' }],
  [
    'Liu Cixin/Remembrance of Earths Past/01 - The Three-Body Problem',
    { title: 'The Three-Body Problem', authors: 'Liu Cixin', series: 'Remembrance of Earths Past #1' },
  ],
  [
    'Gabriel García Márquez - Cien años de soledad',
    { title: 'Cien años de soledad', authors: 'Gabriel García Márquez' },
  ],
  ['Stanisław Lem - Solaris', { title: 'Solaris', authors: 'Stanisław Lem' }],
  ['Stanisław Lem/Solaris', { title: 'Solaris', authors: 'Stanisław Lem' }],
  ['Homer/The Iliad (Fagles)', { title: 'The Iliad', authors: 'Homer' }],
  ['Sun Tzu - The Art of War', { title: 'The Art of War', authors: 'Sun Tzu' }],
  ['Marcus Aurelius - Meditations', { title: 'Meditations', authors: 'Marcus Aurelius' }],
  ['Meditations - Marcus Aurelius', { title: 'Meditations', authors: 'Marcus Aurelius' }],
  ['A Wizard of Earthsea', { title: 'A Wizard of Earthsea' }],
  ['Earthsea/1 A Wizard of Earthsea', { title: 'A Wizard of Earthsea', series: 'Earthsea #1' }],
  [
    'Ursula K. Le Guin/Earthsea Cycle/01 A Wizard of Earthsea (1968)',
    { title: 'A Wizard of Earthsea', authors: 'Ursula K. Le Guin', series: 'Earthsea Cycle #1', year: 1968 },
  ],
  [
    'Ursula K. Le Guin - Earthsea Cycle, Volume 1 - A Wizard of Earthsea',
    { title: 'A Wizard of Earthsea', authors: 'Ursula K. Le Guin', series: 'Earthsea Cycle #1' },
  ],
  ['Harbour Town (Lantern Bay, #2)', { title: 'Harbour Town', series: 'Lantern Bay #2' }],
  ['Lantern Bay 2: Harbour Town', { title: 'Harbour Town', series: 'Lantern Bay #2' }],
  [
    'Lantern Bay Book 2 - Harbour Town - Cora Mist',
    { title: 'Harbour Town', authors: 'Cora Mist', series: 'Lantern Bay #2' },
  ],
  [
    'Cora Mist - Lantern Bay Book 2 Harbour Town',
    { title: 'Harbour Town', authors: 'Cora Mist', series: 'Lantern Bay #2' },
  ],
  [
    'Cora Mist - Lantern Bay (Book 2) - Harbour Town',
    { title: 'Harbour Town', authors: 'Cora Mist', series: 'Lantern Bay #2' },
  ],
  ['Cora Mist - Lantern Bay 2-3', { authors: 'Cora Mist', series: 'Lantern Bay #2-3' }],
  ['Cora Mist - Lantern Bay - The Complete Series', { title: 'Lantern Bay', authors: 'Cora Mist' }],
  [
    'Cora Mist - Harbour Town; Lantern Bay, Book 2',
    { title: 'Harbour Town', authors: 'Cora Mist', series: 'Lantern Bay #2' },
  ],
  [
    'Cora Mist - Harbour Town Lantern Bay, Book 2',
    { title: 'Harbour Town', authors: 'Cora Mist', series: 'Lantern Bay #2' },
  ],
  ['Cora Mist - Harbour Town (A Lantern Bay Novel)', { title: 'Harbour Town', authors: 'Cora Mist' }],
  [
    'Cora Mist - Harbour Town_ Lantern Bay, Book 2 (Unabridged)',
    { title: 'Harbour Town', authors: 'Cora Mist', series: 'Lantern Bay #2' },
  ],
  ['Harbour Town - A Novel - Cora Mist', { title: 'Harbour Town', authors: 'Cora Mist' }],
  ['Harbour Town (2019) - Cora Mist', { title: 'Harbour Town', authors: 'Cora Mist', year: 2019 }],
  ['2019 - Harbour Town - Cora Mist', { title: 'Harbour Town', authors: 'Cora Mist', year: 2019 }],
  [
    'Cora Mist - Harbour Town [2019] [Ann Reed] [64k]',
    { title: 'Harbour Town', authors: 'Cora Mist', year: 2019, narrators: 'Ann Reed' },
  ],
  [
    'Cora Mist - Harbour Town - 2019 (Ann Reed)',
    { title: 'Harbour Town', authors: 'Cora Mist', year: 2019, narrators: 'Ann Reed' },
  ],
  [
    'Cora Mist - Harbour Town - Ann Reed - 2019',
    { title: 'Harbour Town', authors: 'Cora Mist', year: 2019, narrators: 'Ann Reed' },
  ],
  [
    'Cora Mist - Harbour Town - Unabridged - Ann Reed',
    { title: 'Harbour Town', authors: 'Cora Mist', narrators: 'Ann Reed' },
  ],
  [
    'Cora Mist - Harbour Town (Narrator - Ann Reed)',
    { title: 'Harbour Town', authors: 'Cora Mist', narrators: 'Ann Reed' },
  ],
  [
    'Cora Mist - Harbour Town (Ann Reed, Tom Webb)',
    { title: 'Harbour Town', authors: 'Cora Mist', narrators: 'Ann Reed; Tom Webb' },
  ],
  [
    'Cora Mist/Harbour Town [Ann Reed]',
    { title: 'Harbour Town', authors: 'Cora Mist', narrators: 'Ann Reed' },
  ],
];

it.each(LAYOUTS)('reads %s', (path, told, files = []) => {
  const { title, authors, series, year, narrators, asin } = readPath(path, files);

  expect({
    title: told.title === undefined ? undefined : title,
    authors: authors.join('; '),
    series: series
      .map(({ name, position }) => (position === null ? name : `${name} #${position}`))
      .join('; '),
    year,
    narrators: narrators.join('; '),
    asin,
  }).toEqual({ title: undefined, authors: '', series: '', year: null, narrators: '', asin: null, ...told });
});
