import type { Criterion } from '../../domain/criteria.js';
import { HOUR } from '../../domain/time.js';
import type { Words } from '../en/index.js';
import { daysAway } from '../format.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number, duration, moment: momentOf } = basics;

function usedText(used: number, accuracy: 'exact' | 'at-most' | null): string {
  return accuracy === 'exact' ? number(used) : `paling banyak ${number(used)}`;
}

/** What a record that is too short holds bounds nothing. */
function soFar(used: number, { met, accuracy }: Extract<Criterion, { readonly name: 'used' }>): string {
  return met === null ? `${number(used)} tercatat sejauh ini` : `sekarang ${usedText(used, accuracy)}`;
}

/** What is said of the next tier, in Indonesian. */
export const tiers: Words['tiers'] = {
  title: 'Tingkatan berikutnya',
  condition: (criterion) => {
    switch (criterion.name) {
      case 'automatic':
        return criterion.met
          ? `Limit naik otomatis mulai dari ${number(criterion.from)}`
          : `Di bawah ${number(criterion.from)} limit tidak naik otomatis: verifikasi bisnis dulu`;
      case 'status':
        return `Status ${criterion.allowed.map((one) => names.statuses[one]).join(' atau ')}`;
      case 'quality':
        return `Kualitas ${criterion.allowed.map((one) => names.qualities[one]).join(' atau ')}`;
      case 'used': {
        const now = criterion.used === null ? '' : `, ${soFar(criterion.used, criterion)}`;
        return `${number(criterion.need)} orang dalam ${criterion.days} hari${now}`;
      }
      case 'at-limit': {
        const held = criterion.held === null ? '' : `, sejauh ini ${duration(criterion.held * HOUR)}`;
        return `${criterion.hours} jam pada limit ini dalam ${criterion.days} hari${held}`;
      }
    }
  },
  met: 'terpenuhi',
  perhapsMet: 'mungkin terpenuhi',
  notMet: 'belum terpenuhi',
  notKnown: 'tidak diketahui',
  onTrack: (next, due, kind, moment) =>
    `Semua syarat untuk ${next} terpenuhi; limit naik ${kind === 'within' ? 'paling lambat ' : ''}${momentOf(due, moment)}.`,
  perhaps: (next, due, kind, moment) =>
    [
      `Mungkin semua syarat untuk ${next} sudah terpenuhi: jumlah orang hanya diketahui batas atasnya.`,
      ...(due === null
        ? []
        : [`Jika ya, limit naik ${kind === 'within' ? 'paling lambat ' : ''}${momentOf(due, moment)}.`]),
    ].join(' '),
  overdue: (next, due, moment) =>
    `Limit seharusnya naik ke ${next} paling lambat ${momentOf(due, moment)}, tetapi belum naik. Semua syarat yang dapat kami lihat terpenuhi.`,
  need: (need, days, next, used, accuracy) =>
    `Untuk ${next} perlu ${number(need)} orang dalam ${days} hari; sejauh ini ${usedText(used, accuracy)}.`,
  notYet: (next) => `Belum semua syarat untuk ${next} terpenuhi.`,
  onPace: (at, moment) => `Dengan laju ini tercapai ${momentOf(at, moment)}.`,
  blocked: (next) => `Naik ke ${next} tertahan: masih ada syarat lain yang belum terpenuhi.`,
  blockedBy: (next, items) => `Naik ke ${next} tertahan oleh ${basics.list(items)}.`,
  heldBack: (items) => `Tertahan oleh ${basics.list(items)}.`,
  holderQuality: (who, colour) => `${who} (${colour})`,
  holderStatus: (who, status) => `${who} (${status})`,
  atTop: 'Tingkatan tertinggi sudah tercapai.',
  unknown: (next) =>
    next === null
      ? 'Kami tidak dapat memastikan: limit kirim tidak diketahui.'
      : `Kami tidak dapat memastikan kapan naik ke ${next}: belum semua syarat diketahui.`,
  plan: (perDay, days) =>
    days === 1 ? `${number(perDay)} orang hari ini` : `${number(perDay)} orang per hari selama ${days} hari`,
  labels: {
    limit: 'Limit sekarang',
    next: 'Berikutnya',
    plan: 'Rencana paling ringan',
  },
  countdown: (who, daysLeft, lowersTo) => {
    const time = daysLeft === null ? 'beberapa hari' : `${number(daysLeft)} hari`;
    return `${who}: sisa ${time} untuk kembali ke kualitas sedang${lowersTo === null ? '' : `; jika tidak, limit turun ke ${lowersTo}`}`;
  },
  recovering: (who) => `${who}: kualitas pulih; limit tetap`,
  noPortfolio: (query) => `Tidak ada portofolio “${query}”`,
  watched: 'Yang dipantau:',
};

/** What is said of a broadcast to come, in Indonesian. */
export const broadcasts: Words['broadcasts'] = {
  title: (n) => `Siaran ke ${number(n)} orang`,
  yes: (n) => `Bisa: limit cukup untuk ${number(n)} orang sekarang.`,
  perhaps: (n) => `Mungkin bisa: menurut angka terakhir, limit cukup untuk ${number(n)} orang.`,
  yesUnlimited: 'Bisa: tidak ada batas.',
  split: (now, rest, moment) =>
    `${number(now)} sekarang, sisanya ${daysAway(rest, moment) === 0 ? 'setelah' : 'mulai'} ${momentOf(rest, moment)}.`,
  splitMany: (now, days) => `${number(now)} sekarang, sisanya bertahap selama ${days} hari.`,
  no: (from, moment) => `Belum bisa: bagian pertama dapat dikirim mulai ${momentOf(from, moment)}.`,
  noneYet: (n, from, moment) =>
    `Belum bisa: ${n === 1 ? '' : 'semuanya '}baru dapat dikirim mulai ${momentOf(from, moment)}.`,
  never: 'Belum bisa, dan kami tidak tahu sampai kapan.',
  unknown: (why) => `Kami tidak dapat memastikan: ${why}.`,
  blocked: (who, status) => `${who} saat ini tidak boleh mengirim: ${status}.`,
  part: (n) => number(n),
  labels: { free: 'Tersedia sekarang', allAtOnce: 'Sekaligus', allAtOnceFrom: 'Sekaligus mulai' },
  free: (n, accuracy) => {
    if (n === 0) return accuracy === 'exact' ? 'tidak ada' : 'mungkin tidak ada';
    return accuracy === 'exact' ? number(n) : `paling sedikit ${number(n)}`;
  },
  now: 'sekarang',
  moreThanLimit: 'tidak bisa, melebihi limit',
  incomplete: 'Setelah itu masih ada bagian berikutnya.',
  ifNobodyElse: 'Dengan syarat tidak ada nomor lain yang mengirim.',
  optedIn: 'Kirim hanya kepada orang yang sudah setuju.',
  limitInManager: 'Limit kirim dapat dilihat di WhatsApp Manager.',
  careful: 'Kualitas rendah: siaran sekarang kemungkinan besar memperburuknya.',
};

/** What is said of past days, in Indonesian. */
export const pastDays: Words['pastDays'] = {
  title: (n) => (n === 0 ? 'Hari-hari sebelumnya' : `${number(n)} hari terakhir`),
  lead: (peak, day) => `Puncak ${peak} pada ${day}.`,
  nothing: 'Belum ada catatan.',
  day: 'Hari',
  peak: 'Puncak',
  total: 'Total',
  ofLimit: '% limit',
  upTo: (n) => `≤ ${number(n)}`,
  counted:
    'Puncak: jumlah orang terbanyak dalam 24 jam mana pun, dihitung per orang. Total adalah jumlah pesan.',
  partlyCounted:
    'Puncak: jumlah orang terbanyak dalam 24 jam mana pun; ≤ berarti batas atas, dari jumlah pesan. Total adalah jumlah pesan.',
  atMost:
    'Puncak: jumlah terbanyak dalam 24 jam mana pun. Semua angka adalah batas atas: dihitung dari jumlah pesan, bukan dari orang.',
};
