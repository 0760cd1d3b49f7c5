import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { findHeldAccount } from './held-account-store.ts';
import { mustBeResident } from './policy.ts';

/**
 * The visitor's account, sessions and devices for *Ambil data saya*, by Indonesian keys.
 * @throws Refusal 'proof-needed' when the PIN was given too long ago
 */
export async function takeOutAccount(tx: VillageTx, visitor: Visitor) {
  mustBeResident(visitor);
  requireFreshProof(visitor);
  const { account, slips, requests, sessions, devices } = await findHeldAccount(
    tx,
    visitor.residentId,
  );
  return {
    akun: account && {
      keadaan: account.state,
      pin_dibuat: account.issued_at,
      pin_pertama_berlaku_sampai: account.expires_at,
      ditutup: account.closed_at,
      alasan_ditutup: account.closed_reason,
      versi_ketentuan: account.terms_version,
      ketentuan_disetujui: account.terms_accepted_at,
      terakhir_masuk: account.last_sign_in_at,
    },
    slip_pin: slips.map((s) => ({
      dibuat: s.issued_at,
      diserahkan: s.handed_at,
      diterima_oleh: s.received_by ?? (s.handed_at ? 'Anda sendiri' : null),
    })),
    permintaan_pin: requests.map((r) => ({
      nama: r.name,
      nik: r.nik,
      nomor_hp: r.contact,
      dikirim: r.created_at,
      disetujui: r.decided_at,
    })),
    sesi: sessions.map((s) => ({
      perangkat: s.device,
      alamat_jaringan: s.origin,
      layar_bersama: s.kiosk,
      mulai: s.created_at,
      terakhir_dipakai: s.last_seen_at,
      berakhir: s.ended_at ?? s.expires_at,
    })),
    perangkat_dikenal: devices.map((d) => ({
      perangkat: d.label,
      pertama_dipakai: d.first_seen_at,
      terakhir_dipakai: d.last_seen_at,
    })),
  };
}
