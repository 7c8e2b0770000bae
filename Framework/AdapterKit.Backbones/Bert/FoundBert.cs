namespace AdapterKit.Backbones;

/// <summary>A saved BERT whose files have the hashes that its manifest names.</summary>
/// <param name="ManifestPath">The path of the manifest.</param>
/// <param name="Manifest">Its content.</param>
/// <param name="Vocabulary">The path of the vocabulary.</param>
/// <param name="Weights">The path of the weights.</param>
internal sealed record FoundBert(string ManifestPath, BertManifest Manifest, string Vocabulary, string Weights);
