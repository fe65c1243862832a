import type { Words } from '../en/index.js';

const listed = (names: readonly string[]): string => names.join(', ');

/** What the guided set-up says, in Indonesian. */
export const setup: Words['setup'] = {
  title: 'Tierwatch: penyiapan terpandu',
  begin: [
    'Program ini menanyakan yang diperlukan bot, langsung mencoba setiap nilai, lalu menulis .env dan berkas pengaturan di akhir.',
    'Sebelum itu tidak ada yang ditulis, jadi Ctrl-C membiarkan semuanya seperti semula. Yang sudah diatur tetap dipakai.',
    'Setiap langkah juga dapat dilakukan sendiri: README.md, bagian “Set it up for real”.',
  ],
  yes: 'Ya',
  no: 'Tidak',
  keys: {
    one: 'tombol panah memilih, Enter melanjutkan',
    several: 'Spasi memilih atau membatalkan, Enter melanjutkan',
  },
  pick: {
    again: 'Coba lagi',
    retype: 'Ketik lagi',
    skip: 'Lewati',
    keep: 'Tetap pakai',
    leave: 'Jangan pakai',
    none: 'Bukan salah satunya',
  },
  whatNow: 'Apa selanjutnya?',
  parts: {
    general: 'Bahasa dan waktu',
    files: 'Berkas',
    test: 'Peringatan uji',
  },
  general: {
    language: 'Bahasa peringatan dan ringkasan',
    timezone: 'Zona waktu peringatan dan ringkasan',
    country: 'Negara untuk nomor yang diketik tanpa kode negara, dua huruf',
    noZone: 'Zona waktu itu tidak ada. Tulis seperti Asia/Jakarta.',
    noCountry: 'Tulis dua huruf, misalnya ID.',
  },
  explains: {
    META_ACCESS_TOKEN:
      'Token pengguna sistem; dengan token ini bot membaca nomor, kualitas, dan pemakaian. Di halaman berikut, beri pengguna sistem akses ke akun WhatsApp Anda (cukup melihat), lalu buat token dengan izin whatsapp_business_management dan business_management.',
    META_APP_SECRET:
      'Aplikasi meminta setiap permintaan dibuktikan dengan rahasianya. Salin dari halaman berikut: aplikasi Anda, App settings, Basic.',
    SLACK_BOT_TOKEN:
      'Token bot (xoxb-…); dengan token ini bot mengirim pesan. Halaman berikut membuat aplikasinya: buat, pasang, lalu salin token dari OAuth & Permissions.',
    SLACK_APP_TOKEN:
      'Token tingkat aplikasi (xapp-…); melalui token ini pertanyaan masuk tanpa alamat publik. Di halaman berikut: aplikasi Anda, Basic Information, App-Level Tokens, buat satu dengan connections:write.',
    DISCORD_TOKEN:
      'Token bot; dengan token ini bot mengirim pesan dan menjawab. Di halaman berikut, buat aplikasi, lalu salin token dari halaman Bot.',
  },
  secret: (variable) => `${variable} (tersembunyi; Enter melewatinya)`,
  trying: (what) => `Mencoba ${what} …`,
  asking: (whom) => `Menanyakan ke ${whom} …`,
  lookingAt: (portfolio) => `Melihat ${portfolio} …`,
  works: (variable, who, where) =>
    `${variable} berfungsi${who === null ? '' : ` sebagai @${who}`}${where === null ? '' : ` di ${where}`}.`,
  kept: (sentence) => `Tetap dipakai: ${sentence}`,
  fails: (variable, sentence) => `${variable}: ${sentence}`,
  tokenEnds: (day) => `Masa berlakunya sampai ${day}.`,
  tokenStays: 'Masa berlakunya tidak terbatas.',
  lacks: (names) => `Izin ${listed(names)} belum ada. Buat token yang memiliki izin itu.`,
  appLacks: (names) => `Izin ${listed(names)} belum ada. Pasang lagi aplikasinya dengan manifes terbaru.`,
  cannotDiscover:
    'Izin business_management belum ada, jadi akun portofolio tidak ditemukan dari id-nya. Sebagai gantinya, akun disebutkan satu per satu.',
  malformed: 'Ada spasi, tanda kutip, atau baris baru di dalamnya. Salin nilainya saja.',
  belongsElsewhere: (prefix, variable) =>
    `Awalannya ${prefix}, jadi ini nilai ${variable}. Salin nilai yang benar.`,
  setElsewhere: {
    process: (variable) =>
      `${variable} diatur di shell ini, yang didahulukan dari .env. Ubah di sana, atau hapus.`,
    'secret-file': (variable) =>
      `${variable} berasal dari berkas yang disebut ${variable}_FILE. Ubah di berkas itu.`,
  },
  replace: (variable, old, now) =>
    `${variable} berisi ${old}, padahal token ini milik ${now}. Ganti menjadi ${now}?`,
  portfolios: {
    question: 'Portofolio mana yang dipantau?',
    byAccounts: (count) => `${String(count)} akun`,
    none: 'Meta tidak menyebut portofolio untuk token ini.',
    id: 'Id portofolio, atau id akun WhatsApp (angka; Enter: selesai)',
    idWhere: 'Id portofolio ada di Business settings, Business info.',
    noId: 'Id hanya berisi angka.',
    known: 'Ini sudah dipantau.',
    name: 'Nama sebutannya',
    noName: 'Tulis nama paling panjang 80 karakter.',
    nameTaken: 'Nama itu sudah dipakai portofolio lain. Tulis nama yang berbeda.',
    seen: (name, count, sample) => {
      const more = count > sample.length ? ', …' : '';
      const names = sample.length === 0 ? '' : ` (${sample.join(', ')}${more})`;
      return `${name}: ${String(count)} nomor terlihat${names}.`;
    },
    unseen: (name, sentence) => `${name}: ${sentence}`,
    empty: (name) =>
      `${name}: tidak ada nomor yang terlihat. Beri pengguna sistem akses ke akun WhatsApp-nya.`,
    anyway: 'Tetap pantau?',
    noneWatched: 'Belum ada portofolio yang dipantau. Tanpa itu bot tidak dapat dijalankan.',
  },
  chats: {
    wanted: (chat) => `Siapkan ${chat}?`,
    question: 'Kanal mana yang menerima peringatan?',
    search: 'Kanal untuk peringatan: nama, id, atau tautannya (Enter: selesai)',
    unlisted: 'Tidak semua kanal dapat ditampilkan. Salin tautan kanalnya.',
    unknown: 'Tidak ada kanal dengan nama itu.',
    which: 'Yang mana?',
    here: 'bot sudah di sana',
    invite: (chat) => `Dengan tautan ini bot masuk ke server ${chat}:`,
    noPlace: 'Bot belum berada di server yang memiliki kanal. Buka tautannya, pilih server, lalu coba lagi.',
    join: (command) => `Ketik ${command} di kanal itu, lalu coba lagi.`,
    told: (channel) => `Apa yang dikirim ke ${channel}?`,
    all: 'Tingkat waspada ke atas, dan ringkasan pukul 08.00 pada hari kerja',
    warnings: 'Tingkat waspada ke atas',
    critical: 'Hanya yang kritis',
    can: (channel) => `Bot dapat mengirim pesan di ${channel}.`,
    cannot: (channel, sentence) => `${channel}: ${sentence}`,
    more: 'Beri tahu kanal lain?',
    oneServer: (server, variable) =>
      `Perintah bot hanya ditawarkan di ${server}, dan langsung tersedia. Kosongkan ${variable} untuk menawarkannya di semua server.`,
    terminal:
      'Belum ada kanal yang menerima peringatan. Tampilkan peringatan di terminal tempat bot berjalan?',
  },
  files: {
    mistakes: (file) => `${file} berisi kesalahan yang membuat bot tidak dapat dijalankan:`,
    variables: (names) => `.env diberi ${listed(names)}.`,
    stays: 'Isi lainnya tetap.',
    settings: (file) => `${file} akan menjadi:`,
    openToOthers: (file) => `${file} dapat dibaca orang lain; mulai sekarang hanya oleh pemiliknya.`,
    nothing: 'Semuanya sudah diatur, jadi tidak ada yang perlu ditulis.',
    write: 'Tulis sekarang?',
    wrong: 'Pengaturannya tidak akan dipahami, jadi tidak ada yang ditulis. Ini kesalahan program:',
    changed: (file) =>
      `${file} diubah sementara itu, jadi tidak ada yang ditulis. Mulai lagi dengan isinya yang sekarang.`,
    written: (file) => `${file} sudah ditulis.`,
    writtenForOwner: (file) => `${file} sudah ditulis; hanya Anda yang boleh membacanya.`,
    failed: (file, code) =>
      `${file} tidak dapat ditulis (${code}). Periksa folder dan pemiliknya, lalu mulai lagi.`,
    left: 'Yang masih kurang:',
    comments: {
      file: 'Pengaturan Tierwatch. Yang tidak tertulis di sini sama seperti di config/default.yaml.\nCoba dengan: npx --no -- tierwatch check',
      language: 'Bahasa bila tidak ada yang memilih.',
      timezone: 'Zona waktu kanal yang tidak menyebutkannya.',
      defaultCountry: 'Negara untuk nomor yang diketik tanpa kode negara.',
      portfolios: 'Portofolio bisnis yang dipantau. Tokennya adalah META_ACCESS_TOKEN di .env.',
      routes: 'Kanal yang menerima peringatan.',
    },
  },
  test: {
    question: 'Kirim peringatan uji ke setiap kanal sekarang?',
    sending: 'Mengirim …',
    arrived: (route) => `${route}: sudah sampai.`,
    failed: (route, sentence) => `${route}: tidak sampai. ${sentence}`,
    unclear: (route, sentence) => `${route}: mungkin sudah sampai. ${sentence}`,
    notOpen: (route) => `${route}: obrolan ini belum disiapkan.`,
  },
  next: 'Selanjutnya: “npx --no -- tierwatch check” mencoba semuanya sekali lagi, dan “npm start” menjalankan bot.',
  stopped: 'Dihentikan. Tidak ada yang ditulis.',
  stoppedLater: 'Dihentikan. Berkasnya sudah ditulis.',
  noTerminal:
    'init mengajukan pertanyaan, jadi memerlukan terminal. Tanpa terminal, ikuti README.md, bagian “Set it up for real”.',
};
