/** Authors known by one word and those who are no person, folded: nothing in the form of such names tells it. */
export const LONE_NAMES: ReadonlySet<string> = new Set([
  ...`aeschylus aesop anonymous apuleius archimedes aristophanes aristotle avicenna averroes bede boethius catullus cicero
  colette confucius demosthenes epictetus epicurus erasmus euclid euripides galen hafiz herodotus hesiod hippocrates homer
  horace josephus juvenal kabir lactantius laozi livy longinus lucan lucian lucretius machiavelli martial mencius moliere
  montaigne moebius novalis ovid petrarch petronius pindar plato plautus plinius pliny plotinus plutarch polybius procopius
  rumi saki sallust sappho seneca sophocles stendhal suetonius tacitus terence thucydides vasari virgil voltaire xenophon
  zhuangzi shirtaloon zogarth pirateaba rinoz casualfarmer гомер платон аристотель вольтер стендаль мольер`.split(
    /\s+/u,
  ),
  ...`sun tzu|lao tzu|lao zi|marcus aurelius|the dalai lama|dalai lama|monty python|the great courses|great courses
|the teaching company|the modern scholar|harvard business review|national geographic|bbc|bbc radio|bbc radio 4|npr|pimsleur
|berlitz|rosetta stone|the onion|the economist|the brothers grimm|brothers grimm|bruder grimm|gebruder grimm|the school of life
|princeton review|mayo clinic|the new york times|bell hooks|e e cummings|ee cummings|dr seuss`.split(
    /\n?\|/u,
  ),
]);
