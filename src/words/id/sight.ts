import { clockAhead } from '../../domain/meta-time.js';
import type { LookGap, Problem } from '../../domain/snapshot.js';
import type { RuleWords } from '../finding-words.js';
import { sentence } from '../format.js';
import { basics } from './basics.js';
import { names } from './names.js';

const sightTitles: Readonly<Record<Problem, string>> = {
  unauthorised: 'token akses ditolak',
  forbidden: 'akses ditolak',
  throttled: 'terlalu banyak permintaan bagi Meta',
  unreachable: 'Meta tidak dapat dihubungi',
  unintelligible: 'jawaban tidak dipahami',
};

/** What of an account may be hidden. */
const parts: Readonly<Record<LookGap['part'], string>> = {
  numbers: 'daftar nomor',
  usage: 'pemakaian',
  health: 'hak kirim',
  limit: 'limit kirim',
  templates: 'daftar templat',
  discovery: 'daftar akun',
};

const sightAdvice: Readonly<Record<Problem, string>> = {
  unauthorised: 'Buat token akses baru dan masukkan ke konfigurasi.',
  forbidden: 'Beri pengguna sistem pemilik token ini akses ke akun tersebut.',
  throttled:
    'Belum ada yang perlu dilakukan: kami sudah memeriksa lebih jarang. Jika terus terjadi, ada aplikasi lain yang menghabiskan jatahnya.',
  unreachable: 'Periksa jaringan Anda dan halaman status Meta.',
  unintelligible: 'Cari versi bot yang lebih baru, dan kirim pesan ini kepada pembuatnya.',
};

const beyondBounds = 'Periksa URL Graph; jika sudah benar, naikkan batasnya di pengaturan.';

/** `ahead`: milliseconds; below zero the clock is behind. */
const clock = {
  title: 'Jam bot salah',
  lead: (ahead: number, who: string): string =>
    `Jam mesin bot ${apart(ahead)} daripada jam Meta. Pemakaian ${who} dihitung menurut waktu Meta.`,
  news: (ahead: number): string =>
    `Jamnya ${apart(ahead)} daripada jam Meta. Pemakaian dihitung menurut waktu Meta; peringatan dan penyenyapan mengikuti jam ini.`,
  advice: 'Setel jam mesin dan jaga ketepatannya dengan NTP.',
  resolved: 'Jam bot sudah benar lagi.',
};

function apart(ahead: number): string {
  return `${basics.duration(Math.abs(ahead))} lebih ${ahead > 0 ? 'cepat' : 'lambat'}`;
}

/** What is said of how well we see Meta, in Indonesian. */
export const sight: RuleWords<'sight'> = {
  title: (facts) => {
    if (clockAhead(facts.cause) !== null) return clock.title;
    return facts.part === undefined
      ? `Tidak dapat diperiksa: ${sightTitles[facts.problem]}`
      : `Sebagian tidak dapat diperiksa: ${sightTitles[facts.problem]}`;
  },
  name: 'akses',
  topic: 'Akses ke Meta',
  several: (n) => `${basics.number(n)} akun yang tidak dapat diperiksa`,
  lead: (facts, who, moment) => {
    const ahead = clockAhead(facts.cause);
    if (ahead !== null) return clock.lead(ahead, who);
    if (facts.part !== undefined) {
      return `${sentence(parts[facts.part])} ${who} tidak dapat diperiksa: ${names.problems[facts.problem]}.`;
    }
    const last =
      facts.lastSeenAt === null
        ? 'Belum pernah berhasil diperiksa.'
        : `Terakhir diperiksa ${basics.moment(facts.lastSeenAt, moment)}.`;
    return `${who} tidak dapat diperiksa: ${names.problems[facts.problem]}. ${last}`;
  },
  news: (facts, moment) => {
    const ahead = clockAhead(facts.cause);
    if (ahead !== null) return clock.news(ahead);
    if (facts.part !== undefined) {
      return `${sentence(parts[facts.part])} tidak dapat diperiksa. Selama itu, tidak ada peringatan tentang hal tersebut.`;
    }
    return facts.lastSeenAt === null
      ? 'Belum ada angka. Selama belum dapat diperiksa, tidak ada peringatan.'
      : `Angka terakhir dari ${basics.moment(facts.lastSeenAt, moment)}. Selama belum dapat diperiksa lagi, tidak ada peringatan.`;
  },
  advice: (facts) => {
    if (clockAhead(facts.cause) !== null) return clock.advice;
    return facts.cause?.reason === 'beyond-bounds' ? beyondBounds : sightAdvice[facts.problem];
  },
  resolved: (facts, who) =>
    clockAhead(facts.cause) !== null ? clock.resolved : `${who} sudah dapat diperiksa lagi.`,
};
