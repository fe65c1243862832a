import type { SightNote } from '../../domain/sight-cause.js';
import type { Words } from '../en/index.js';
import { basics } from './basics.js';

const { number, moment: momentOf } = basics;

const renew = 'Buat token pengguna sistem yang baru dan pasang sebagai pengganti yang lama.';

const reasons: Words['causes']['reasons'] = {
  'token-refused': `Meta tidak menerima token. ${renew}`,
  'token-missing': 'Permintaan dikirim tanpa token. Isi token akses portofolio ini.',
  'token-dead': `Token tidak berlaku lagi. ${renew}`,
  'token-unreadable':
    'Meta tidak dapat membaca token. Salin seutuhnya, tanpa tanda kutip atau spasi, atau buat token pengguna sistem yang baru.',
  'token-expired': `Token sudah kedaluwarsa. ${renew}`,
  'token-invalidated': `Token sudah dibatalkan. ${renew}`,
  'token-of-other-account': `Token bukan milik akun ini. ${renew}`,
  'token-session-ended': `Sesi token sudah berakhir. ${renew}`,
  'token-app-removed':
    'Pemilik token mencabut aplikasi. Minta pemiliknya menambahkan lagi dan membuat token baru.',
  'token-login-wanted': 'Meta meminta pemilik token masuk sekali dan menyelesaikan pemeriksaan.',
  'token-password-changed': `Kata sandi pemilik token sudah diganti. ${renew}`,
  'token-owner-unconfirmed':
    'Pemilik token belum dikonfirmasi di Meta. Konfirmasikan akunnya dan buat token baru.',
  'permission-missing':
    'Token tidak boleh membaca ini. Diperlukan izin whatsapp_business_management, juga business_management jika portofolio disebut dengan id-nya, serta akun yang ditugaskan kepada pengguna sistemnya.',
  'scope-missing':
    'Izin token belum lengkap. Buat yang baru dengan whatsapp_business_management dan business_management.',
  'app-capability-missing':
    'Aplikasi tidak memiliki kemampuan untuk permintaan ini. Periksa izin aplikasi di Meta.',
  'app-without-access':
    'Aplikasi tidak memiliki akses ke akun WhatsApp ini. Tugaskan akunnya kepada pengguna sistem pemilik token.',
  'proof-wanted':
    'Aplikasi meminta setiap permintaan dibuktikan dengan rahasianya. Isi META_APP_SECRET, dari Dasbor Aplikasi pada Pengaturan aplikasi, Dasar.',
  'proof-wrong':
    'META_APP_SECRET bukan rahasia aplikasi pemilik token. Salin dari Dasbor Aplikasi pada Pengaturan aplikasi, Dasar.',
  'nothing-assigned':
    'Portofolio tidak menampilkan akun WhatsApp untuk token ini. Tugaskan akunnya kepada pengguna sistem pemilik token, atau sebutkan di wabas.',
  'not-a-portfolio':
    'Id ini bukan id portofolio bisnis. Jika id akun WhatsApp Business, sebutkan di wabas; id portofolio ada di Pengaturan bisnis, Info bisnis.',
  'not-an-account':
    'Id di wabas bukan id akun WhatsApp Business. Gunakan id di samping akun pada WhatsApp Manager, bukan id nomor atau portofolio.',
  'business-not-linked': 'Bisnis belum dihubungkan dengan aplikasi. Hubungkan di Meta Business Suite.',
  'hidden-or-absent':
    'Tidak ada yang memakai id ini, atau token tidak boleh melihatnya. Periksa id dan penugasan untuk token.',
  'id-unknown': 'Tidak ada yang memakai id ini. Periksa id di konfigurasi.',
  'account-broke-policy':
    'Meta memblokir akun karena melanggar kebijakan. Lihat Kualitas akun di Meta Business Suite.',
  'account-locked': 'Meta mengunci akun ini. Lihat Kualitas akun di Meta Business Suite.',
  'account-without-payment':
    'Meta tidak menemukan metode pembayaran yang dapat dipakai. Tambahkan di Meta Business Suite.',
  'account-in-maintenance': 'Akun sedang dalam pemeliharaan Meta. Akan dicoba lagi setelah beberapa menit.',
  'number-not-registered': 'Nomor belum terdaftar di platform. Daftarkan di WhatsApp Manager.',
  'sending-refused':
    'Meta menjawab dengan galat pengiriman pesan, padahal kami hanya membaca. Periksa URL Graph dan proxy di antaranya.',
  'app-calls-used':
    'Aplikasi mengirim terlalu banyak permintaan. Semua pemeriksaan dengan token ini menunggu; periksa lebih jarang jika terulang.',
  'user-calls-used':
    'Pengguna sistem mengirim terlalu banyak permintaan. Semua pemeriksaan dengan token ini menunggu.',
  'token-calls-used':
    'Terlalu banyak permintaan dengan token ini. Semua pemeriksaan dengan token ini menunggu.',
  'account-calls-used':
    'Jatah permintaan akun WhatsApp untuk jam ini sudah habis. Pemeriksaannya menunggu; periksa lebih jarang jika terulang.',
  'too-many-calls': 'Terlalu banyak permintaan. Pemeriksaan akun ini menunggu.',
  'meta-trouble': 'Ada gangguan di pihak Meta. Akan dicoba lagi; lihat metastatus.com jika berlanjut.',
  'meta-down': 'Layanan Meta sedang tidak tersedia. Akan dicoba lagi; lihat metastatus.com jika berlanjut.',
  'meta-overloaded':
    'Salah satu layanan Meta kelebihan beban. Akan dicoba lagi; lihat metastatus.com jika berlanjut.',
  'no-answer': 'Meta tidak menjawab. Akan dicoba lagi; periksa jaringan jika berlanjut.',
  'too-slow': 'Meta terlalu lama menjawab. Akan dicoba lagi; periksa jaringan jika berlanjut.',
  'call-refused': 'Meta menolak permintaan.',
  'field-refused':
    'Meta menolak salah satu bagian permintaan. Bagian itu tidak diminta lagi untuk sementara.',
  'limit-refused': 'Meta menolak memberi tahu limit kirim. Gunakan Graph v24.0 atau yang lebih baru.',
  'limit-withheld':
    'Meta tidak memberi tahu limit kirim kepada token ini. Lihat di WhatsApp Manager; selama belum diberitahukan, pemakaian ditampilkan tanpa persentase.',
  'volume-by-price-refused':
    'Meta menolak memberi volume menurut harga. Pemakaian dihitung dari semua templat, yaitu batas atas yang lebih longgar.',
  'version-ended': 'Meta tidak lagi melayani versi Graph ini. Ubah graph.version ke versi yang lebih baru.',
  'no-insights':
    'Meta tidak memiliki statistik untuk templat ini. Untuk limit dan kualitas tidak ada yang perlu dilakukan.',
  'cursor-lost': 'Meta tidak lagi mengenal posisi terakhir kami di daftar. Daftar dibaca ulang dari awal.',
  garbled: 'Jawabannya bukan seperti yang dikirim Meta. Periksa URL Graph dan proxy di antaranya.',
  'too-large': 'Jawabannya lebih besar daripada yang kami baca. Periksa URL Graph.',
  'asked-too-much': 'Permintaannya melebihi yang diberikan Meta sekaligus. Kami meminta lebih sedikit.',
  redirected: 'Meta mengalihkan ke alamat lain, yang tidak kami ikuti. Periksa URL Graph.',
  'address-unknown': 'Meta tidak mengenal alamat itu. Periksa URL Graph, versi, dan id.',
  'beyond-bounds':
    'Ada lebih banyak daripada yang dibaca dalam satu pemeriksaan; sisanya tidak terlihat. Periksa URL Graph, atau naikkan batasnya di pengaturan.',
  'several-owners':
    'Akun WhatsApp ini milik beberapa portofolio, masing-masing dengan limit sendiri. Sebutkan tiap portofolio secara terpisah di konfigurasi.',
  'elsewhere-unread':
    'Akun lain dalam portofolio ini, yang dikonfigurasi terpisah, memakai limit yang sama tetapi tidak dapat dibaca.',
  'time-unsure':
    'Meta tidak memberi tahu waktunya, atau memberi waktu yang berbeda-beda, sehingga pemakaian 24 jam terakhir tidak pasti. Periksa proxy di antaranya dan jam mesin ini.',
  'clock-apart':
    'Jam mesin ini salah. Pemakaian dihitung menurut waktu Meta. Setel jamnya dan jaga ketepatannya dengan NTP.',
  'broke-inside': 'Pemeriksaan gagal di dalam bot. Pengelola dapat melihat sebabnya di log.',
};

const tooMany: Readonly<
  Record<Extract<SightNote, { readonly kind: 'too-many' }>['what'], (n: string) => string>
> = {
  accounts: (n) => `lebih dari ${n} akun`,
  calls: (n) => `lebih dari ${n} permintaan`,
  pages: (n) => `daftar lebih dari ${n} halaman`,
  rows: (n) => `daftar lebih dari ${n} baris`,
  'rows-together': (n) => `daftar dengan lebih dari ${n} baris secara keseluruhan`,
};

function settingOf({ setting }: { readonly setting?: string }): string {
  return setting === undefined ? '' : ` (${setting})`;
}

const note: Words['causes']['note'] = (known) => {
  switch (known.kind) {
    case 'hourly-calls-used':
      return `jatah permintaan jam ini sudah habis${settingOf(known)}`;
    case 'calls-used':
      return `${number(known.percent)} % jatah permintaan terpakai`;
    case 'look-out-of-time':
      return 'tidak ada waktu lagi untuk permintaan ini';
    case 'account-out-of-time':
      return 'waktu pemeriksaan habis sebelum sampai ke akun ini';
    case 'no-connection':
      return 'sambungan tidak terbentuk tepat waktu';
    case 'no-tier-field':
      return 'tidak ada nomor yang memiliki messaging_limit_tier';
    case 'account-unreadable':
      return 'akun tidak dapat dibaca';
    case 'list-unreadable':
      return 'satu halaman daftar tidak dapat dibaca';
    case 'list-in-circles':
      return 'daftar kembali ke halaman sebelumnya';
    case 'too-many':
      return `${tooMany[known.what](number(known.most))}${settingOf(known)}`;
    case 'numbers-unreadable':
      return `${number(known.count)} nomor tidak dapat dibaca`;
    case 'templates-unreadable':
      return `${number(known.count)} templat tidak dapat dibaca`;
    case 'owners':
      return `${number(known.count)} portofolio`;
    case 'figures-missing':
      return `${known.field} diminta tetapi tidak diberikan`;
    case 'figures-unreadable':
      return `sebagian isi ${known.field} tidak dapat dibaca`;
    case 'clock':
      return `${basics.duration(Math.abs(known.ahead))} lebih ${known.ahead > 0 ? 'cepat' : 'lambat'} daripada Meta`;
    case 'network':
      return known.code;
  }
};

/** What exactly keeps us from seeing, in Indonesian. */
export const causes: Words['causes'] = {
  reasons,
  note,
  error: (code) => `galat Graph ${code}`,
  trace: (trace) => `jejak ${trace}`,
  quote: (text) => `menurut Meta: “${text}”`,
  heldUntil: (at, moment) => `Tidak ada permintaan sampai ${momentOf(at, moment)}.`,
};
