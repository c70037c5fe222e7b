package org.coinage.codec;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Mint files with wrong content and right digests, as only malice makes them. */
final class Forgery {

  private Forgery() {}

  static byte[] seal(Map<String, String> metadata, List<Tensor> tensors) {
    Map<String, String> sealed = new TreeMap<>(metadata);
    Set<String> notIdentity = Set.of("sha256", "fingerprint", "provenance");
    sealed.put("fingerprint", hex(new Safetensors(sealed, tensors).digest(notIdentity)));
    sealed.put("sha256", hex(new Safetensors(sealed, tensors).digest(Set.of("sha256"))));
    return new Safetensors(sealed, tensors).toBytes();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
