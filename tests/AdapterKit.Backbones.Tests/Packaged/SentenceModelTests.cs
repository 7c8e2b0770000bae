using System.Text.Json;
using AdapterKit.NuGet;

namespace AdapterKit.Backbones.Tests;

/// <summary>The published sentence encoders against ONNX Runtime on the same weights.</summary>
public sealed class SentenceModelTests
{
    private static readonly Lazy<Backbone> MiniLm = new(() => Load(AdapterKit.MiniLm.Id));
    private static readonly Lazy<Backbone> Arctic = new(() => Load(ArcticXs.Id));
    private static readonly Lazy<Golden[]> Rows = new(ReadRows);

    // Hugging Face's own library keeps a character that no Unicode version assigns; the golden's rules drop it.
    private const string Unassigned = "\u0378";

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static TheoryData<string> Models => [AdapterKit.MiniLm.Id, ArcticXs.Id];

    [Fact]
    public void Token_ids_are_those_of_hugging_face()
    {
        var rows = Rows.Value.Where(row => !row.Text.Contains(Unassigned, StringComparison.Ordinal)).ToList();

        Assert.Equal(Rows.Value.Length - 1, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.IdsHf ?? row.Ids, MiniLm.Value.Tokenizer.Tokenize(row.Text)));
    }

    [Theory, MemberData(nameof(Models))]
    public void Pooled_features_and_embeddings_match_text_by_text(string model)
    {
        var backbone = Get(model);
        foreach (var row in Rows.Value)
        {
            using var scope = NewDisposeScope();
            var hidden = Encode(backbone, row);
            foreach (var (pooling, expected) in GetFeatures(model, row))
            {
                using var batch = TokenBatch.Pad([row.Ids], 0);
                AssertClose(expected, pooling.Apply(hidden, batch)[0], 1e-5, row.Text);
            }

            using var tokens = TokenBatch.Pad([row.Ids], 0);
            AssertClose(GetEmbedding(model, row), nn.functional.normalize(backbone.Pool(hidden, tokens))[0], 1e-6, row.Text);
        }
    }

    [Theory, MemberData(nameof(Models))]
    public void Texts_of_one_padded_batch_match(string model)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var rows = Rows.Value.ToList();
        using var batch = TokenBatch.Pad([.. rows.Select(row => row.Ids)], 0);
        var embeddings = nn.functional.normalize(Get(model).PooledFeatures(batch));

        foreach (var (index, row) in rows.Index())
            AssertClose(GetEmbedding(model, row), embeddings[index], 1e-6, row.Text);
    }

    [Theory, MemberData(nameof(Models))]
    public void Hidden_states_match_after_every_layer(string model)
    {
        using var layers = SafetensorsFile.Open(PathOf("sentence_models_layers.safetensors"));
        var prefix = model == AdapterKit.MiniLm.Id ? "minilm" : "arctic";
        var backbone = Get(model);
        foreach (var number in new[] { 0, 3, 18 })
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode();
            using var batch = TokenBatch.Pad([Rows.Value.Single(row => row.N == number).Ids], 0);
            Check("embeddings", backbone.Embed(batch));
            for (var layer = 0; layer < backbone.Encoder.Layers.Count; layer++)
                Check($"layer.{layer}", backbone.EncodePrefix(batch, layer + 1));

            void Check(string name, Tensor actual)
            {
                var key = $"{prefix}.{number}.{name}";
                var difference = (layers.Read(key).view(actual.shape) - actual).abs().max().ToDouble();
                Assert.True(difference < 2e-5, $"{key} differs by {difference}.");
            }
        }
    }

    private static Backbone Get(string model) => model == AdapterKit.MiniLm.Id ? MiniLm.Value : Arctic.Value;

    private static Backbone Load(string id) => BackboneCatalog.LoadAsync(id, new NuGetModelSource()).GetAwaiter().GetResult();

    private static Tensor Encode(Backbone backbone, Golden row)
    {
        using var inference = inference_mode();
        using var batch = TokenBatch.Pad([row.Ids], 0);
        return backbone.Encode(batch);
    }

    private static IEnumerable<(Pooling Pooling, float[] Features)> GetFeatures(string model, Golden row) =>
        model == AdapterKit.MiniLm.Id
            ? [(Pooling.Mean, row.Minilm.Mean)]
            : [(Pooling.Mean, row.Arctic.Mean), (Pooling.FirstToken, row.Arctic.Cls!)];

    private static float[] GetEmbedding(string model, Golden row) =>
        model == AdapterKit.MiniLm.Id ? row.Minilm.Embedding : row.Arctic.Embedding;

    private static void AssertClose(float[] expected, Tensor actual, double tolerance, string text)
    {
        var difference = (tensor(expected) - actual).abs().max().ToDouble();
        Assert.True(difference < tolerance, $"'{text}' differs by {difference}.");
    }

    private static Golden[] ReadRows()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf("sentence_models.json")));
        return document.RootElement.GetProperty("sentences").Deserialize<Golden[]>(SnakeCase)!;
    }

    private static string PathOf(string file) =>
        Path.Combine(TestProject.DirectoryOf(typeof(SentenceModelTests).Assembly), "Goldens", file);

    private sealed record Golden(int N, string Text, int[] Ids, int[]? IdsHf, Features Minilm, Features Arctic);

    private sealed record Features(float[] Mean, float[]? Cls, float[] Embedding);
}
