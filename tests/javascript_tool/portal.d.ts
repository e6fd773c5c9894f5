/*
 * What the scripts in overrides/assets/js know of each other and of the files they load. Types only: nothing of it
 * reaches the site. Each file of JSON is described where it is made; here is the same for `tsc`.
 */

// Files --------------------------------------------------------------------------------------------------

/** search/places.json (macros/subjects/catalogue/picker.py). Numbers are places in the lists above. */
interface PlacesFile {
  states: string[];
  regions: [code: string, name: string, slug: string, state: number][];
  orps: [code: string, name: string, slug: string, region: number, seat: string, phone: string, desk: string][];
  places: [
    name: string, slug: string, code: string, orp: number, postcode: string, lat: number | null, lon: number | null
  ][];
}

/**
 * One service of search/services.json (macros/subjects/catalogue/picker.py): forms as marks, areas as codes, places
 * as lat, lon, …
 */
type ServiceFact = [forms: number, areas: string, points: number[]];

type ServicesFile = Record<string, ServiceFact>;

/** A stretch of opening hours: day (0 = Monday), minutes of that day, ISO dates between which it holds. */
type Stretch = [day: number, opens: number, closes: number, start?: string, end?: string];

/** One service of a catalogue's file (macros/subjects/catalogue/listed.py). Lists are ids with spaces; hours 1 = always. */
type CatalogueFact = [
  situations: string, kinds: string, forms: string, languages: string,
  ages: [from: number | null, to: number | null], marks: number, hours: 1 | Stretch[] | null
];

type CatalogueFile = Record<string, CatalogueFact>;

/** One service of a sheet's file (macros/subjects/catalogue/sheet.py); what is not known is not there. */
interface SheetFact {
  name: string;
  kind: string;
  where?: string;
  form?: string;
  cost?: string;
  /** Whom the service does not take. */
  not?: string;
  /** How far the facts may be trusted, in a word. */
  sure: string;
  /** Never to be kept in a browser. */
  danger?: 1;
  phones?: [dialled: string, shown: string, note: string][];
  /** Whom to call where there is no phone. */
  ask?: [dialled: string, shown: string, who: string];
  ways?: [word: string, href: string][];
  places?: string[];
  hours?: string[];
  source?: string;
  /** ISO dates: of the source, of the last change. */
  dated?: string;
  changed: string;
}

type SheetFile = Record<string, SheetFact>;

/** A service of a sheet's file with its id. */
interface SheetLine {
  id: string;
  fact: SheetFact;
}

/** A service in a popup of the map; phone is "" where there is none. */
type MapService = [id: string, name: string, kind: string, phone: string, family: string, whose?: string];

/**
 * A point of search/map.json (macros/subjects/catalogue/maps.py); `centre` names the municipality where the place
 * itself is not told.
 */
interface MapPoint {
  geometry: { coordinates: [lon: number, lat: number] };
  properties: { centre?: string; services: MapService[] };
}

interface MapFile {
  features: MapPoint[];
}

type SearchGroup = "situation" | "service" | "place" | "measure" | "page";

/** What all files of the search index have (macros/search/index.py). One item a document; rows are steps. */
interface SearchPart {
  id: string;
  groups: [group: SearchGroup, size: number][];
  titles: string[];
  urls: string[];
  notes: string[];
  boosts: number[];
  phrases: number[][][];
  postings: number[][];
}

/** search/index.json: what everybody needs. */
interface SearchCore extends SearchPart {
  terms: string;
  weights: number[];
  same: Record<string, string>;
  stop: string;
  tuning: SearchTuning;
  shards: [slug: string, title: string, names: number[][]][];
}

/** search/index-<region>.json: what belongs to a region alone. */
interface SearchShard extends SearchPart {
  terms: number[];
}

/** Numbers of the ranking; TUNING of macros/search/index.py says what they are. */
interface SearchTuning {
  family: number;
  prefix: number;
  typo: number;
  ne: number;
  cousin: number;
  uncovered: number;
  phrase: number;
  alone: number;
  exact: number;
  floor: number;
  regions: number;
  alike: number;
}

// Search -------------------------------------------------------------------------------------------------

/** A word with its place in the text that it comes from. */
interface Span {
  token: string;
  start: number;
  end: number;
}

/** What search/index.json becomes when it is read; files of regions are added to it. */
interface SearchIndex {
  id: string;
  weights: number[];
  tuning: SearchTuning;
  /** Sorted stems, also those that another stands for. */
  words: string[];
  /** For each of them the number of its term. */
  stands: number[];
  stop: Set<string>;
  shards: { slug: string; title: string; names: number[][]; added: boolean }[];
  groups: SearchGroup[];
  titles: string[];
  names: string[];
  urls: string[];
  notes: string[];
  boosts: number[];
  phrases: number[][][];
  /** For each term rows of steps, each with the number of the document before its first one. */
  postings: { first: number; steps: number[] }[][];
  /** Situations stand first; so many there are. */
  situations: number;
}

interface SearchHit {
  group: SearchGroup;
  url: string;
  title: string;
  note: string;
  score: number;
}

/** How surely (hundredths) a word stands for a term. */
type Meaning = Map<number, number>;

/** czech.js */
interface Czech {
  fold(text: string): string;
  tokens(text: string): string[];
  spans(text: string): Span[];
  stem(text: string): string;
}

/** search-meaning.js */
interface Meanings {
  divide(part: number, whole: number): number;
  meanings(index: SearchIndex, text: string): Meaning[];
  alike(index: SearchIndex, word: string): Meaning;
  find(index: SearchIndex, stem: string): number;
}

/** search-engine.js */
interface SearchEngine {
  GROUPS: SearchGroup[];
  read(raw: SearchCore): SearchIndex;
  add(index: SearchIndex, slug: string, raw: SearchShard): void;
  named(index: SearchIndex, text: string): string[];
  needed(index: SearchIndex, text: string, chosen: string, everywhere: boolean): string[];
  query(index: SearchIndex, text: string, limit: number): SearchHit[];
  nearest(index: SearchIndex, text: string): SearchHit | null;
  terms(index: SearchIndex, text: string): Set<number>;
  parts(index: SearchIndex, wanted: Set<number>, text: string): { text: string; marked: boolean }[];
}

/** search.js: what the results of a search share with the suggestions. */
interface SearchField {
  forms: HTMLFormElement[];
  HEADINGS: Record<SearchGroup, string>;
  complete(form: HTMLFormElement, text: string, everywhere: boolean): Promise<SearchIndex>;
  field(form: HTMLFormElement): HTMLInputElement;
  grouped(hits: SearchHit[]): Map<SearchGroup, SearchHit[]>;
  marked(index: SearchIndex, wanted: Set<number>, text: string): (HTMLElement | string)[];
  note(index: SearchIndex, wanted: Set<number>, hit: SearchHit): (HTMLElement | string)[];
  newId(name: string): string;
}

/** search-results.js */
interface SearchResults {
  open(form: HTMLFormElement, text: string): Promise<void>;
  forget(): void;
}

// Place --------------------------------------------------------------------------------------------------

/**
 * A chosen municipality, as localStorage keeps it: codes of the territories in which it lies; `part` is the slug of
 * its region.
 */
interface Place {
  name: string;
  slug: string;
  code: string;
  orp: string;
  region: string;
  state: string;
  part: string;
  lat: number | null;
  lon: number | null;
  /** Phone and name of the office of its ORP; not there in a choice that was kept by an older version. */
  call?: string;
  /** Whose phone that is. */
  desk?: string;
  town?: string;
}

/** A municipality ready to be searched. */
interface KnownPlace {
  shown: Place;
  plain: string;
  note: string;
  seat: boolean;
  postcode: string;
}

/** place.js */
interface Picker {
  /** The way from the page to the root of the site. */
  root: string;
  get(): Place | null;
  /** Opens the panel, which asks for the place. */
  open(): void;
  /** Shows the place of a shared address on this page; nothing is kept. */
  visit(slug: string): Promise<void>;
  /** The facts about all services; near.js is there when they are. */
  services(): Promise<ServicesFile>;
}

/** near.js */
interface Near {
  rank(place: Place, fact: ServiceFact): number;
  reaches(place: Place, fact: ServiceFact): boolean;
  /** To the nearest of its places, as the crow flies; Infinity where none is known. */
  kilometres(place: Place, fact: ServiceFact): number;
  leaflet(place: Place | null): void;
  arrange(place: Place, services: ServicesFile): void;
  restore(): void;
}

// Lists to take along ------------------------------------------------------------------------------------

/** qr.js */
interface Qr {
  /** The dark modules of the least code that holds an ASCII text, row by row; null for too long or other text. */
  modules(text: string): { mask: number; rows: boolean[][] } | null;
  /** The same as a drawing with a quiet zone; null where there is none. */
  drawing(text: string): SVGElement | null;
}

/** sheet.js */
interface Sheet {
  /** What is said of all services in some files. */
  load(paths: string[]): Promise<Map<string, SheetFact>>;
  /** A service as a list item; `root` leads to the root of the site. */
  item(root: string, line: SheetLine): HTMLLIElement;
  /** A table of services as a spreadsheet opens it; `site` is the address of the portal, `more` adds a column. */
  table(lines: SheetLine[], site: string, more?: { head: string; of(id: string): string }): string;
  /** Gives a text to the reader as a file. */
  save(name: string, text: string): void;
}

// Map ----------------------------------------------------------------------------------------------------

/** What folium's set-up asks of map.js. */
interface MapTools {
  ground(feature: { properties: { name?: string; region?: boolean; outline?: string } }, layer: L.Layer): void;
  group(cluster: import("leaflet").MarkerCluster): L.DivIcon;
}

interface DrawnMap {
  map: L.Map;
  points: import("leaflet").MarkerClusterGroup;
  bounds: L.LatLngBoundsLiteral;
}

/** assets/map/setup.js, made by macros/subjects/catalogue/maps.py. */
interface MapSetup {
  scripts: string[];
  styles: string[];
  make(leaflet: typeof L, tools: MapTools): DrawnMap;
  /** Names of the families of kinds by their codes, in the order of lists. */
  families: Record<string, string>;
  /** What is to be said of the outlines. */
  note: string;
}

interface PlacedService {
  service: MapService;
  marker: L.Marker;
}

/** What map-beside.js does for a map. */
interface MapBeside {
  /** A name that stays beside a place; with a style it is placed before those without. */
  named(layer: L.Layer, name: string, css: string): void;
  /** Lists the services that are in sight; one with several places comes several times. */
  show(drawn: DrawnMap, services: PlacedService[]): void;
  /** Keeps list and names with the map when it moves, and listens to Escape. */
  follow(drawn: DrawnMap): void;
}

// Meetings -----------------------------------------------------------------------------------------------

/** A mistake in a table of wishes; rows count as a spreadsheet does, 0 is the whole table. */
interface WishProblem {
  row: number;
  column: string;
  rule: string;
  value: string;
  details: Record<string, string>;
}

type WishSay = (row: number, column: string, rule: string, value?: string, details?: Record<string, string>) => void;

interface WishRow {
  number: number;
  name: string;
  cells: Record<string, string>;
}

/** An organisation; others are named by their places in the table, rounds count from 1. */
interface MeetingOrganisation {
  name: string;
  people: number;
  wants: number[];
  met: number[];
  away: number[];
}

/** What a timetable is made of; `islands` 0 = as many as the wishes need, `start` in minutes of the day. */
interface MeetingEvent {
  organisations: MeetingOrganisation[];
  rounds: number;
  islands: number;
  minutes: number;
  start: number;
  day: string | null;
}

interface Meeting {
  round: number;
  island: number;
  a: number;
  b: number;
  mutual: boolean;
}

/** A former timetable: rounds before `from` are over. */
interface MeetingKept {
  from: number;
  meetings: Meeting[];
}

/** Two organisations that may meet: as one number, how many of the two wish it, rounds in which both are there. */
interface MeetingPair {
  both: number;
  a: number;
  b: number;
  weight: number;
  common: number[];
}

interface MeetingTask {
  event: MeetingEvent;
  count: number;
  past: Meeting[];
  first: number;
  pairs: MeetingPair[];
  free: number[][];
  served: number[];
  former: Map<number, number>;
  met: Set<number>;
}

interface FoundTimetable {
  rounds: Map<number, number>;
  score: number[];
}

interface ScheduleMeeting {
  round: number;
  time: string;
  island: number;
  a: string;
  b: string;
  mutual: boolean;
}

interface WishUnmet {
  who: string;
  whom: string;
  code: string;
  reason: string;
}

interface ScheduleAim {
  aim: string;
  found: number;
  bound: number;
  proved: boolean;
}

/** schedule.json (macros/subjects/meetings/told.py). */
interface Schedule {
  rounds: number;
  islands: number;
  minutes: number;
  start: string;
  day: string | null;
  from_round: number;
  meetings: ScheduleMeeting[];
  unmet: WishUnmet[];
  met: number;
  bound: number;
  optimal: boolean;
  served: Record<string, number>;
  aims: ScheduleAim[];
  islands_needed: { islands: number; proved: boolean; wishes: number };
}

/** A row of the table in plain values. */
interface WishPlain {
  organisation: string;
  wants: string[];
  met: string[];
  away: number[];
}

/** wishes.js */
interface Wishes {
  most: number;
  /** The cells of a CSV text; null where its quotes do not end. */
  cells(text: string): string[][] | null;
  /** Minutes of a day as 9:05. */
  clock(minutes: number): string;
  /** When a round begins and ends. */
  between(event: MeetingEvent, round: number): string;
  read(text: string, event: MeetingEvent): { event: MeetingEvent; problems: WishProblem[] };
}

/** timetable.js */
interface Timetable {
  /** Two places as one number, the smaller first. */
  pair(a: number, b: number, count: number): number;
  taskOf(event: MeetingEvent, kept: MeetingKept | null): MeetingTask;
  bound(task: MeetingTask, islands: number, weigh: (one: MeetingPair) => number): number;
  search(
    task: MeetingTask, islands: number, reached: (score: number[]) => boolean, seed: number
  ): Generator<number, FoundTimetable, void>;
  chance(seed: number): () => number;
}

interface TimetableWords {
  clock(minutes: number): string;
  between(event: MeetingEvent, round: number): string;
  reason(code: string, who: string, whom: string, rounds: number[]): string;
}

/** timetable-told.js */
interface TimetableTold {
  plan(event: MeetingEvent, kept: MeetingKept | null, words: TimetableWords): Generator<number, Schedule, void>;
  told(
    event: MeetingEvent, task: MeetingTask, rounds: Map<number, number>, score: number[], kept: MeetingKept | null,
    words: TimetableWords, limits: { least: number; possible: number; limit: number; mutual: number }
  ): Schedule;
}

/** timetable-proof.js */
interface TimetableProof {
  /** What is wrong with a timetable. */
  faults(rows: WishPlain[], told: Schedule, kept: Schedule | null): string[];
}

// The name that all scripts share ------------------------------------------------------------------------

type Child = Node | string;

/** The keys of a combobox and which of its options is active. */
interface Combobox {
  /** Shows `content`, in which the options stand; the list is closed where there are none. */
  fill(options: HTMLElement[], content: HTMLElement[]): void;
  toggle(open: boolean): void;
  active(): HTMLElement | null;
}

/** tools.js */
interface Tools {
  /** Where pages stand from the root of the site. */
  paths: { service: string; town: string; list: string };
  /** So many services a list of one's own may hold. */
  most: number;
  /** Whether the page may have to be left quickly: nothing of it is kept. */
  secret: boolean;
  /** A Czech telephone number in groups of three. */
  spoken(phone: string): string;
  element<K extends keyof HTMLElementTagNameMap>(
    tag: K, attributes: Record<string, string>, ...children: Child[]
  ): HTMLElementTagNameMap[K];
  /** An error where there is no such element. */
  need(selector: string, within?: ParentNode): HTMLElement;
  all(selector: string, within?: ParentNode): HTMLElement[];
  json<T>(path: string, options?: RequestInit): Promise<T>;
  /** What `start` loads, once a name; what failed is tried again at the next call. */
  once<T>(name: string, start: () => Promise<T>): Promise<T>;
  /** Runs a script of the site once; a bare name lies beside tools.js. */
  script(name: string): Promise<void>;
  /** "3 návrhy": a number with the form of its noun. */
  counted(count: number, one: string, few: string, many: string): string;
  /** Makes a field with its list a WAI-ARIA combobox. */
  combobox(input: HTMLInputElement, list: HTMLElement): Combobox;
  /** The chosen municipality that this browser keeps. */
  remembered(): Place | null;
  /** Keeps the choice, or forgets it (null); nothing where the page is secret. */
  remember(place: Place | null): void;
  /** Ids of the services that this browser keeps in the reader's own list. */
  listed(): string[];
  /** Those of some words that can be ids, each once, as many as a list may hold. */
  possible(words: unknown[]): string[];
  /** Keeps the list, or forgets it (none); says whether it could. Nothing is kept where the page is secret. */
  keepList(ids: string[]): boolean;
  /** What the address says, behind # or in the query of an old link. */
  asked(): URLSearchParams;
  /** Puts words ("" = none) behind #, so that the address can be shared: a browser never sends what stands there. */
  tell(words: Record<string, string>): void;
}

/** The one global name of the site. Beside `tools` its parts are there once their script has run. */
interface Portal {
  tools: Tools;
  place: Picker;
  near?: Near;
  czech: Czech;
  meaning: Meanings;
  engine: SearchEngine;
  search: SearchField;
  results: SearchResults;
  qr: Qr;
  sheet: Sheet;
  /** Ids of the services that the filters of the catalogue leave; null = all. */
  fitting?: Set<string> | null;
  wishes: Wishes;
  timetable: Timetable;
  timetableTold: TimetableTold;
  timetableProof: TimetableProof;
  mapSetup: MapSetup;
  mapBeside: (frame: HTMLElement, close: () => void) => MapBeside;
}

interface DocumentEventMap {
  "rozcestnik:place": CustomEvent<null>;
  "rozcestnik:list": CustomEvent<null>;
  "rozcestnik:fitting": CustomEvent<null>;
}
