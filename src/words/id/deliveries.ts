import type { Words } from '../en/index.js';

/** Why a chat did not take a message, in Indonesian. */
export const deliveries: Words['deliveries'] = {
  reasons: {
    'token-refused': (chat) => `${chat} tidak menerima token bot.`,
    'token-of-wrong-kind': (chat) => `${chat} memerlukan jenis token lain untuk bot.`,
    'token-of-person': () => 'Ini token seseorang, bukan token aplikasi.',
    'app-token-refused': (chat) => `${chat} tidak menerima token tingkat aplikasi.`,
    'app-token-permission-missing': () =>
      'Izin token tingkat aplikasi belum lengkap. Buat token yang memiliki izin itu.',
    'socket-mode-off': () =>
      'Socket Mode aplikasi ini tidak aktif. Aktifkan di pengaturan aplikasi, bagian "Socket Mode".',
    'app-removed': (chat) => `Bot dikeluarkan dari ${chat}. Pasang lagi aplikasinya.`,
    'app-permission-missing': (chat) =>
      `Izin aplikasi di ${chat} belum lengkap. Pasang lagi dengan manifes terbaru.`,
    'server-unknown': (chat) => `${chat} tidak mengenal server ini. Undang lagi bot.`,
    'workspace-closed': (chat) => `Aplikasi tidak memiliki akses ke ruang kerja ${chat} ini. Pasang di sana.`,
    'workspace-moving': (chat) => `Ruang kerja sedang dipindahkan ke organisasi ${chat}.`,
    'posting-suspended': (chat) =>
      `Ruang kerja menangguhkan pengiriman pesan di ${chat}. Tanyakan kepada administratornya.`,
    'access-refused': (chat) => `${chat} menolak akses bot. Periksa izinnya di kanal.`,
    'channel-unknown': (chat) =>
      `Kanal itu tidak ada di ${chat}, atau bot tidak boleh melihatnya. Periksa id kanal dan undang bot.`,
    'channel-unseen': () => 'Bot tidak dapat melihat kanal. Beri izin melihat kanal, atau undang lagi.',
    'channel-archived': () =>
      'Kanal sudah diarsipkan. Aktifkan lagi, atau sebutkan kanal lain di pengaturan.',
    'channel-takes-no-messages': () => 'Kanal tidak menerima pesan. Sebutkan kanal lain di pengaturan.',
    'channel-takes-only-replies': () =>
      'Kanal hanya menerima balasan dalam utas. Sebutkan kanal lain di pengaturan.',
    'channel-of-wrong-kind': () => 'Kanal jenis ini tidak menerima pesan. Gunakan kanal teks.',
    'channel-permission-missing': () => 'Izin bot di kanal belum lengkap.',
    'not-in-channel': () => 'Bot belum menjadi anggota kanal. Undang bot.',
    'posting-not-allowed': () =>
      'Ruang kerja tidak mengizinkan bot menulis di sana. Tanyakan kepada administratornya.',
    'thread-locked': () => 'Utas terkunci.',
    'person-not-in-channel': () => 'Orang itu bukan anggota kanal.',
    'message-gone': () => 'Pesan sudah tidak ada; ada yang menghapusnya.',
    'thread-gone': () => 'Utas sudah tidak ada; ada yang menghapusnya.',
    'edit-not-allowed': () => 'Bot tidak boleh mengubah pesan ini.',
    'edit-too-late': () => 'Pesan sudah terlalu lama untuk diubah.',
    'message-refused': (chat) => `${chat} tidak menerima pesan dalam bentuk ini.`,
    'message-unmade': (chat) =>
      `Pesan tidak dapat disiapkan untuk ${chat}. Pengelola dapat melihat sebabnya di log.`,
    'picture-not-ready': (chat) => `${chat} belum dapat menampilkan gambarnya.`,
    'too-many-messages': (chat) => `Terlalu banyak pesan untuk ${chat}; kami diminta menunggu.`,
    unavailable: (chat) => `${chat} sedang tidak tersedia.`,
    'own-trouble': (chat) => `Ada gangguan di pihak ${chat}.`,
    'too-slow': (chat) => `${chat} terlalu lama menjawab.`,
    unreachable: (chat) => `${chat} tidak dapat dihubungi.`,
    'line-broke': (chat) => `Sambungan ke ${chat} terputus.`,
    'line-closed': (chat) => `Sambungan ke ${chat} sudah ditutup.`,
    'blocked-on-the-way': (chat) =>
      `Jaringan di depan ${chat} menolak mesin ini untuk sementara. Periksa jaringan dan proxy.`,
    'answer-unreadable': (chat) => `Jawaban ${chat} tidak dapat dibaca.`,
    'sent-elsewhere': (chat) =>
      `${chat} mengarahkan bot ke alamat lain, dan bot tidak mengikutinya. Isi alamat yang benar.`,
    refused: (chat) => `${chat} menolak ini dan hanya memberi kodenya.`,
  },
  setting: (name) => `Periksa ${name}.`,
  permissions: (names) => `Yang diperlukan: ${names.map((name) => `“${name}”`).join(', ')}.`,
};
