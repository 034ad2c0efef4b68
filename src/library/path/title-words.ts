/**
 * Everyday words of titles and series that are nobody's given name, folded. They tell "Blood Reckoning" from "Qorlan
 * Zyxt": where a name's first word is one of them, or its last is one that is no surname either, it is no person.
 */
export const TITLE_WORDS: ReadonlySet<string> = new Set(
  `a about academy across adventure adventures after afterword again against age ages agent alien all alliance alone alpha
  always america american among ancient and angel angels animal anthology apocalypse apprentice arcane archive archives archons are arms
  army art as ascendant ascending ascension assassin assassins astral at audio audiobook awakening awakens away back bad battle battlefield
  beast beasts beautiful beautifully before beginning being best between beyond big bind binding biography black blade blades blessed blind
  blood bloody blue body bone bones book books bound boy boys brave bride bright broken brotherhood brothers building burn burning business
  but by call called calling captain cards castle cat cauldron cave chaos chapter chapters child children chosen christmas
  chronicle chronicles city civil class classic classics clockwork club clan cold collected collection colony coming command
  company complete confessions conquest control core corps corruption cosmic council court credits creation creature crime crimson
  critique crown crowns crusade crystal cult culture curse cursed cut cycle dance dancing danger dangerous dark darkest darkness
  daughter daughters dawn day days dead deadly dear death deep defending demon demons desert desire destiny destroyer devil diary
  die dirty divided divine dog dogs dragon dragons dream dreaming dreams drive drowned dungeon dungeons dust duty dynasty earth
  echo echoes edge edition eight elder elements elite emperor empire empires empress enchanted end ending ends enemies enemy english epic eternal
  eternity everything evil evolution exile exiles expanse eye eyes fable fables face faith fallen falling family fantasy far farewell fate
  fated father fear fiction fight fighter file files final fire fires first five flame flames flesh flight flower
  flowers fool for force forest forever forged forgotten fortune foundation four free freedom friend friends from frontier full future
  galactic galaxy game gamelit games garden gate gathering ghost ghosts giant giants girl girls glass go god goddess gods
  going gold golden good great greatest greek green guardian guardians guide guild gun guns habits hand harbor harbour harem haunted haunting he healing heart hearts
  heaven hell her here heresy heritage hero heroes hidden high his history hollow holy home homecoming honor honour horizon horror
  horse hour house how human humans hunger hunt hunted hunting husband i ice if immortal immortals impossible improbable in infinite infinity inner
  inside into introduction invasion invisible iron island isle it journey judgment judgement jungle just keep keeper keepers kill killer killers killing kind
  kindness kingdom kingdoms kings kiss knife knights lady land lands last law laws league learning left legacies legacy legend legendary
  legends legion lesbian less lesson lessons letters level liberty library lie lies life light lightning lights like lion list litrpg little live lives
  living lone long lord lords lost love loved lovers machine machines mad made media mage mages magic magical making man manifesto marked mars mask master
  masters me meditation memoir memoirs memory men midnight mind mine mirror miss mission modern monk monster monsters month more morning
  mother mothers mountain mountains mr mrs ms murder murders my mysteries mysterious mystery myth mythology myths naked name names nature near never
  new next night nightmare nights nine no nobody none nonfiction north not nothing novel novels now ocean of old on once one online only oracle orchid
  origin origins other others our out over pack pale paradise past path paths peace people perfect phantom pillars pirate pirates planet
  planets player podcast poems poison politics portal power powers prelude press productions publishers publishing recorded studio studios prequel prey pride primal prime prince princess privateer project prologue prophecy protocol proven
  pure quantum queen queendoms queens quest quick quiet rage raiders raising rapture reality realm realms reaper rebel rebellion reborn reclaiming reckoning
  red redemption rebirth rebels relentless republic requiem resistance return returned revelation revelations revenge revolution riddle rider riders right ring rings rise rising
  ritual river road rogue romance rose ruin ruins rule rules run rune runes sacred sacrifice saga sailing salvation sand savage save school science
  sea season second secret secrets series serpent seven seventh shadow shadows shadowed shard shards she shield ship ships short siege sign silence silent silver singularity sister sisters
  six skin sky slave slayer sleep sleeping small smoke soldier soldiers some song songs sorcerer sorcery sorority soul souls sound south space spark spell spells
  spider spirit spirits splintered spy stand standalone star stars starship starships state station steam stolen stone stones stories storm story straight strange stranger streets strong student study stuff
  subtle summer summoned summoner summoning sunset superhero survival survivor sword swords system tale tales tarot teeth temple terminal terran testament that the their then theory these they thief thieves thing things think third this
  thousand three thriller throne through thunder tide time times to together tomb tomorrow too top tower towers town trade traitor treason treasure tree trial trials trilogy true truth twelve thirteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred twilight two ultimate unbound unbroken uncommon under unbounded undead underground undying
  unfinished unicorn unified union universe unknown until untold up us valley vampire vampires various vault vengeance version victory village virtue vision void volume voyage walking wall wanderer war warlock warlord warrior warriors wars was watch
  watcher watchers water waters wave way we weapon weapons weird west western what when where which while whispers white who why wicked wild wind wings wisdom wish witch witchcraft witches witchery with within without
  wizard wizards wolves woman women wonder word words work works world worlds worst wrath wreck year years yes you your zero zombie zombies zone
  der die das den dem des ein eine einer und im am vom zum zur les las los una uno une il lo gli dos het een och en et el`.split(
    /\s+/u,
  ),
);

/** Those of them, and others, that people bear as surnames: they say nothing at the end of a name. */
export const SURNAME_WORDS: ReadonlySet<string> = new Set(
  `abbott archer art bell best bishop black blade blood blue bond book bright brook brooks brown castle chance child church city clay cross
  day dean drake duke dunn earl english england farmer field fields fisher flint flowers forest fortune fox free french frost gates gold golden good grant gray
  green grey guild gunn hall hand hart hawk hill hope horn horne house hunt hunter king kings kingsley kiss knight lake land lane law light little long lord love lovely low major
  march marsh may mercy miles mills moon moore morrow mountain new night noble north nova page paris park payne pierce pike poe pope powers price prince prose quick rain
  reed rich right rivers rock rose rule sand savage sharp shepherd short silver singer small smith snow south sparks spear speed starling steel stone storm story stout strange
  strong summer summers swan swift sword temple tide tower towers travers voss walker wall ward water waters way weaver weir west white wild wilde winter winters wise wolf wolfe wood woods word work works world young`.split(
    /\s+/u,
  ),
);
