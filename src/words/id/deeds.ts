import type { Words } from '../en/index.js';
import { basics } from './basics.js';

const { number, moment: momentOf, duration } = basics;

/** What is said when people acknowledge, silence or choose, in Indonesian. Also in messages about the bot itself. */
export const deeds: Words['deeds'] = {
  acknowledged: (n) => (n === 1 ? 'Ditangani' : `${number(n)} peringatan ditangani`),
  acknowledgedLead: (who) =>
    `${who}: peringatan tetap terbuka sampai masalahnya selesai, tetapi tidak diulang.`,
  acknowledgedAllLead: () => 'Peringatan tetap terbuka sampai masalahnya selesai, tetapi tidak diulang.',
  notYours: (n) => `${number(n)} peringatan lain tidak berubah: Anda tidak boleh menanganinya.`,
  alreadyTitle: 'Sudah ditangani',
  already: (by, at, moment) => `${by} lebih dulu, ${momentOf(at, moment)}.`,
  alreadyOver: 'Peringatan ini sudah selesai.',
  noIncident: (id) => `Tidak ada peringatan terbuka “${id}”`,
  noIncidentLead: 'Mungkin sudah selesai. Yang masih terbuka:',
  whichIncident: 'Peringatan yang mana?',
  openOnes: 'Yang masih terbuka:',
  noTarget: (query) => `Tidak ada yang bernama “${query}”`,
  noTargetLead: 'Sebutkan peringatan, nomor, atau portofolio.',
  noIncidents: 'Tidak ada peringatan terbuka.',
  incidentsTitle: 'Peringatan terbuka',
  silencedTitle: 'Disenyapkan',
  notSilencedTitle: 'Tidak disenyapkan',
  silencedUntil: (what, until) => `${what}: tidak ada pesan sampai ${until}.`,
  silencedHealthy: (what, until) => `${what}: tidak ada pesan sampai pulih, paling lambat ${until}.`,
  silenceEnded: (what) => `${what}: pesan dikirim lagi.`,
  silenceEndedTitle: 'Penyenyapan diakhiri',
  silencesTitle: 'Penyenyapan',
  noSilences: 'Tidak ada penyenyapan yang berlaku.',
  noSilence: (id) => `Tidak ada penyenyapan “${id}” yang berlaku.`,
  scopeAll: (portfolio) => `semua peringatan untuk ${portfolio}`,
  scopeRule: (rule, portfolio) => `peringatan ${rule} untuk ${portfolio}`,
  scopeSubject: (who) => `semua peringatan untuk ${who}`,
  scopeBoth: (rule, who) => `peringatan ${rule} untuk ${who}`,
  reason: 'Alasan',
  by: (who) => `oleh ${who}`,
  until: (until) => `sampai ${until}`,
  tooLong: (max) => `Paling lama ${duration(max)}; setiap penyenyapan ada akhirnya.`,
  languageTitle: 'Bahasa',
  languageSet: (name) => `Mulai sekarang saya menjawab dalam ${name}.`,
  languageIs: (name) => `Saya menjawab dalam ${name}.`,
  languageUnknown: (choices) => `Bahasa yang tersedia: ${choices}.`,
  testTitle: 'Peringatan uji',
  testLead: (route) => `Ini uji coba; tidak ada masalah. Peringatan untuk ${route} masuk ke sini.`,
  brokenTitle: 'Sebuah kanal menolak pesan kami',
  broken: (route) => `Pesan untuk ${route} menunggu dan akan dicoba lagi.`,
  brokenAdvice: 'Periksa apakah kanalnya ada dan bot sudah menjadi anggotanya.',
  undeliveredTitle: 'Peringatan tidak sampai ke sebuah kanal',
  undelivered: (route, since, moment) =>
    `Peringatan untuk ${route} menunggu sejak ${momentOf(since, moment)} dan dikirim begitu kanal menerimanya.`,
  deliversAgainTitle: 'Peringatan kembali sampai ke kanal',
  deliversAgain: (route, since, ms, moment) =>
    `Pesan untuk ${route} kembali sampai. Gangguan mulai ${momentOf(since, moment)} dan berlangsung ${duration(ms)}.`,
  droppedTitle: 'Sebagian pesan tidak terkirim',
  dropped: (n, oldest, moment) =>
    n === 1
      ? `1 pesan dari ${momentOf(oldest, moment)} gagal dikirim dan tidak dicoba lagi.`
      : `${number(n)} pesan gagal dikirim dan tidak dicoba lagi, yang tertua dari ${momentOf(oldest, moment)}.`,
  droppedAdvice: 'Lihat peringatan terbuka untuk mengetahui keadaan sekarang.',
};
