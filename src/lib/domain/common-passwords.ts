/**
 * Words that people build passwords from, here and abroad. A password made only of these, digits
 * and signs is guessed early, whatever its length; each word stands for thousands of listed passwords.
 */
export const commonPasswordWords: ReadonlySet<string> = new Set(
  `password passwort passw0rd pass word letmein welcome login masuk admin administrator root user
   username guest test testing tester demo sample default changeme change secret rahasia rahasiaku
   sandi katasandi sandiku kunci kuncirumah qwerty qwertyuiop qwert asdf asdfgh asdfghjkl zxcv zxcvbn
   zxcvbnm qazwsx qazwsxedc wsxedc edcrfv qweasd qweasdzxc asdzxc abc abcd abcde abcdef abcdefg
   abcdefgh abcdefghij iloveyou iloveu loveyou lovely love forever always sweet sweety honey baby
   babygirl princess angel sunshine flower butterfly football soccer baseball basketball hockey
   liverpool chelsea arsenal barcelona madrid realmadrid manchester united juventus milan inter
   ronaldo messi master monkey dragon tiger lion shadow superman batman spiderman pokemon naruto
   sasuke onepiece starwars computer internet google facebook instagram whatsapp android samsung
   nokia iphone apple windows linux oracle server system network mobile hello helloworld world
   freedom summer winter spring autumn monday friday sunday january december michael jordan jennifer
   jessica daniel charlie thomas robert joshua ashley amanda nicole george andrew matthew hunter
   killer trustno trustnoone whatever nothing something anything everything blessed jesus christ
   indonesia indonesiaraya indonesiaku merdeka garuda garudaku pancasila merahputih nusantara jakarta
   bandung surabaya medan semarang makassar denpasar mataram lombok sumbawa sumbawabarat taliwang
   jogja yogyakarta bali jawa sumatera kalimantan sulawesi papua aceh padang palembang balikpapan
   sayang sayangku sayangkamu sayangsayang cinta cintaku cintakamu cintasejati kamu aku akucinta
   akusayang akusayangkamu akucintakamu kangen rindu kekasih pacar pacarku istri istriku suami
   suamiku anak anakku ibu ibuku mama mamaku mamah bunda ayah ayahku papa papaku bapak bapakku emak
   keluarga keluargaku bismillah bismilah bismillahirrahmanirrahim alhamdulillah assalamualaikum
   subhanallah allahuakbar allah muhammad islam islami muslim masyaallah insyaallah astaghfirullah
   rahman rahim ramadhan ramadan lebaran idulfitri mekkah madinah quran kristen yesus tuhan
   tuhanyesus haleluya berkat hindu buddha syukur sukses suksesku berhasil bahagia semangat sehat
   selalu selamanya selamat pagi siang malam datang bersama bersatu maju jaya makmur sejahtera
   rejeki rezeki barokah berkah amanah kita kami mereka teman sahabat selamatdatang
   desa desaku kantor kantordesa balaidesa balai kelurahan kecamatan kabupaten provinsi kepala
   kepaladesa kades sekdes sekretaris bendahara operator operatordesa admindesa petugas pegawai
   perangkat perangkatdesa kaur kasi warga penduduk surat suratdesa layanan layananmandiri mandiri
   pelayanan sistem sisteminformasi sid opensid siskeudes prodeskel dukcapil pemdes pemerintah
   negara republik nkri bangsa rakyat komputer laptop printer kertas sekolah guru murid siswa
   mahasiswa kampus universitas kuliah persib persija persebaya arema bonek jakmania viking
   bola sepakbola futsal badminton motor mobil honda yamaha suzuki toyota ninja vario beat
   kucing anjing ayam burung kambing sapi ikan harimau naga singa elang matahari bulan bintang
   langit laut gunung pantai sawah padi bunga mawar melati anggrek pelangi hujan awan
   gila bodoh goblok anjay mantap keren cantik ganteng manis imut lucu sakti budi siti agus dewi
   putri putra bambang joko susi sari ayu indah nur aisyah fatimah khadijah ahmad ali umar usman
   hasan husein yusuf ibrahim ismail rizki rizky dimas bayu eko dwi tri adi andi wahyu
   satu dua tiga empat lima enam tujuh delapan sembilan sepuluh nol one two three four five six
   senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus
   september oktober november desember tahun hari baru lama lagi terus terserah lupa lupapassword
   gantipassword ganti passwordku password123 terlupakan jangan bisa harus mau ingin tidak bukan
   tanah air tanahair kebangsaan kemerdekaan proklamasi soekarno sukarno hatta jokowi prabowo`
    .trim()
    .split(/\s+/),
);
