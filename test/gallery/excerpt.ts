/** Something that happened in the demo: the line that says when and where, and what was said. */
export interface Scene {
  readonly heading: string;
  readonly lines: readonly string[];
}

interface Wanted {
  /** What is looked for, in words, for when it is not there. */
  readonly what: string;
  readonly is: (scene: Scene) => boolean;
  /** How its last lines begin that are left out, because a picture has little room. */
  readonly without: RegExp;
  /** The last occurrence is meant, not the first. */
  readonly last?: true;
}

const isPost = ({ heading }: Scene): boolean => heading.endsWith('· post');
const begins = (scene: Scene, symbol: string): boolean => scene.lines[0]?.startsWith(symbol) ?? false;

const wanted: readonly Wanted[] = [
  {
    what: 'a warning about quality',
    is: (scene) => isPost(scene) && begins(scene, '🟡') && !/ \d+ % /.test(scene.lines[0] ?? ''),
    without: /^(Number|Portfolio|Began|alert)\b/,
  },
  {
    what: 'a warning at 80 % of the limit',
    is: (scene) => isPost(scene) && begins(scene, '🟡') && / 8\d % /.test(scene.lines[0] ?? ''),
    without: /^(Began|Figures|alert)\b/,
  },
  {
    what: 'a question about a number',
    is: ({ heading }) => heading.includes(': /quota '),
    without: /^(Status|Shares|checked)\b/,
  },
  {
    what: 'an alert that turns red',
    is: (scene) => scene.heading.endsWith('· edit') && begins(scene, '🔴'),
    without: /^(Number|Portfolio|Began|alert)\b/,
  },
  {
    what: 'the digest of the next morning',
    is: (scene) => isPost(scene) && /Digest/.test(scene.lines[0] ?? ''),
    without: /^checked\b/,
    last: true,
  },
];

const digestLines = 5;

/** The scenes of the demo, in order. */
export function scenesOf(told: string): readonly Scene[] {
  return told
    .split(/\n(?=── )/)
    .filter((part) => part.startsWith('── '))
    .map((part) => {
      const [heading = '', ...lines] = part.trimEnd().split('\n');
      return { heading: heading.trimEnd(), lines: lines.filter((line) => line.trim() !== '') };
    });
}

/** The scenes that show what the bot does, shortened. Throws when the demo no longer tells one of them. */
export function excerptOf(told: string): readonly Scene[] {
  const scenes = scenesOf(told);
  return wanted.map(({ what, is, without, last }) => {
    const scene = last ? scenes.findLast(is) : scenes.find(is);
    if (!scene) throw new Error(`The demo shows no scene with ${what}.`);
    const lines = scene.lines.filter((line) => !without.test(line));
    return { ...scene, lines: last ? lines.slice(0, digestLines) : lines };
  });
}
