using System.IO.Compression;
using AdapterKit.Backbones;
using AdapterKit.Npm;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests.Fuzzing;

/// <summary>Sound inputs of every kind, which the cases copy and damage.</summary>
public sealed class FuzzWorld : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PluginFolder all = PluginFolder.OnTinyBackbone("Spam", "ListTopic", "Reply", "Bulk", "FeedSource");

    public FuzzWorld()
    {
        Directory.CreateDirectory(Inputs);
        File.WriteAllLines(PathOf("sound.jsonl"), Enumerable.Range(0, 20).Select(index =>
            $$"""{"text":"text number {{index}}","label":"{{(index % 2 == 0 ? "ham" : "spam")}}"}"""));
        Copy(all.PathOf("Spam"), PathOf("plugins", "Spam"));
        ZipFile.CreateFromDirectory(PathOf("plugins", "Spam"), PathOf("plugin.zip"));
        string[] data = ["--data", PathOf("sound.jsonl"), "--epochs", "2", "--plugins", PathOf("plugins")];
        CommandRun.Of(["train", "spam", .. data, "--checkpoints", PathOf("checkpoint")], TinyBackbone.Open, stopAt: "epoch 1");
        CommandRun.Of(
            ["compare", "--tasks", "spam", "--modes", "head", "--seeds", "1", .. data, "--record", PathOf("compare.jsonl")],
            TinyBackbone.Open);
        CommandRun.Of(["sweep", "spam", "--drop", "1", "--seeds", "1", .. data, "--record", PathOf("sweep.jsonl")], TinyBackbone.Open);
        WriteHuggingFace(PathOf("hugging"));
        WriteBert(PathOf("bert"));
    }

    /// <summary>The plugins of all tasks, with bundles for the tiny backbone.</summary>
    internal string AllPlugins => all.Root;

    private string Inputs => folder.PathOf("inputs");

    public void Dispose()
    {
        all.Dispose();
        folder.Dispose();
    }

    /// <summary>Creates the directory of a case, with a copy of every input.</summary>
    internal string CreateCase()
    {
        var directory = folder.PathOf("case");
        Copy(Inputs, directory);
        return directory;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static void WriteHuggingFace(string directory)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "config.json"),
            """
            {
              "model_type": "bert", "vocab_size": 8, "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2,
              "intermediate_size": 16, "max_position_embeddings": 64, "type_vocab_size": 2, "hidden_act": "gelu"
            }
            """);
        File.WriteAllText(Path.Combine(directory, "vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ntext\nnumber\n1\n");
        using var model = new BertModel(new BertConfig
        {
            Vocabulary = 8,
            Hidden = 8,
            Layers = 2,
            Heads = 2,
            Intermediate = 16,
            Positions = 64,
        });
        CheckpointWriter.Write(Path.Combine(directory, "model.safetensors"), model, "bert.");
    }

    // Its vocabulary is a published one, which is there once some test has fetched it.
    private static void WriteBert(string directory)
    {
        var cache = new PackageCache().Directory;
        var package = Directory.Exists(cache) ? Directory.GetDirectories(cache, "@energetic-ai*").FirstOrDefault() : null;
        if (package is null)
            return;

        Directory.CreateDirectory(directory);
        var vocabulary = Path.Combine(directory, "vocab.json");
        File.Copy(UseLiteModel.FindVocabulary(package), vocabulary);
        var config = new BertConfig
        {
            Vocabulary = BertUnigramTokenizer.Open(vocabulary).Vocabulary,
            Hidden = 4,
            Layers = 1,
            Heads = 1,
            Intermediate = 4,
            Positions = 32,
        };
        using var model = new BertMaskedLanguageModel(config);
        BertDirectory.Save(Path.Combine(directory, "saved"), "tiny", model, config, Pooling.Mean, vocabulary);
    }

    private string PathOf(params string[] parts) => Path.Combine([Inputs, .. parts]);
}
