namespace AdapterKit.Backbones.Tests;

/// <summary>A save replaces a backbone as a whole: whenever it is interrupted, the old model or the new one is there.</summary>
public sealed class BertDirectorySaveTests : IDisposable
{
    private static readonly string[] Files = ["backbone.json", "model.safetensors", "vocab.json"];

    private static readonly BertConfig Config =
        new() { Vocabulary = 8, Hidden = 4, Layers = 1, Heads = 1, Intermediate = 4, Positions = 4, SegmentTypes = 1 };

    private readonly TemporaryFolder folder = new();

    // Each is drawn once: other tests draw from the same generator meanwhile.
    private readonly Dictionary<int, BertMaskedLanguageModel> models = [];

    public void Dispose()
    {
        foreach (var model in models.Values)
            model.Dispose();

        folder.Dispose();
    }

    [Fact]
    public void Killed_before_any_step_of_a_save_and_of_the_next_one_a_model_is_whole_and_the_next_save_tidies_up()
    {
        var old = Save("model", number: 1);
        var first = KillBeforeEachStep("model", number: 2);
        var @new = Find(folder.PathOf("model"));
        Assert.True(first.Count > 12);
        Assert.Contains(first, killed => Find(killed) == old);
        Assert.Contains(first, killed => Find(killed) == @new);

        foreach (var killed in first)
        {
            var found = Find(killed);
            Assert.Contains(found, (string[])[old, @new]);
            var second = KillBeforeEachStep(Path.GetFileName(killed), number: 3);
            var third = Find(killed);
            Assert.Equal(Files, List(killed));
            Assert.All(second, again => Assert.Contains(Find(again), (string[])[found, third]));
        }
    }

    [Fact]
    public void Killed_before_any_step_of_the_first_save_a_directory_holds_the_whole_model_or_none()
    {
        foreach (var killed in KillBeforeEachStep("model", number: 1))
        {
            if (BertDirectory.Exists(killed) && Ends(killed, "backbone.json.new", "}\n"))
                Assert.Equal(Find(folder.PathOf("model")), Find(killed));
            else
                Assert.Throws<BackboneException>(() => BertDirectory.Load(killed));
        }

        static bool Ends(string directory, string file, string end)
        {
            var path = Path.Combine(directory, file);
            return File.Exists(path) && File.ReadAllText(path).EndsWith(end, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Failing_at_any_step_of_a_save_leaves_a_whole_model_and_the_next_save_tidies_up()
    {
        var old = Save("model", number: 1);
        var @new = Save("other", number: 2);
        var failures = 0;
        for (var step = 1; FailsAt(step); step++)
        {
            failures++;
            Assert.Contains(Find(folder.PathOf("model")), (string[])[old, @new]);
            Assert.Equal(old, Save("model", number: 1));
            Assert.Equal(Files, List(folder.PathOf("model")));
        }

        Assert.True(failures > 12);
    }

    [Fact]
    public void A_save_that_fails_before_it_replaces_anything_leaves_nothing_else()
    {
        var old = Save("model", number: 1);
        Directory.CreateDirectory(folder.PathOf("model", "backbone.json.new"));

        Assert.ThrowsAny<Exception>(() => Save("model", number: 2));
        Directory.Delete(folder.PathOf("model", "backbone.json.new"));
        Assert.Equal(old, Find(folder.PathOf("model")));
        Assert.Equal(Files, List(folder.PathOf("model")));
    }

    [Fact]
    public void Two_savers_at_once_leave_one_whole_model()
    {
        BertMaskedLanguageModel[] models = [.. Enumerable.Range(0, 3).Select(_ => new BertMaskedLanguageModel(Config))];
        var hashes = models.Index().Select(model => Save($"{model.Index}", model.Item)).ToList();
        for (var round = 0; round < 5; round++)
        {
            Parallel.ForEach(models, model => Save("shared", model));
            Assert.Contains(Find(folder.PathOf("shared")), hashes);
        }

        foreach (var model in models)
            model.Dispose();
    }

    private string Save(string name, int number)
    {
        if (!models.TryGetValue(number, out var model))
            models.Add(number, model = new BertMaskedLanguageModel(Config));

        return Save(name, model);
    }

    private string Save(string name, BertMaskedLanguageModel model)
    {
        // The vocabulary is part of what a save replaces, so it differs, too.
        var vocabulary = folder.PathOf($"vocabulary-{Guid.NewGuid():N}");
        File.WriteAllText(vocabulary, name);
        BertDirectory.Save(folder.PathOf(name), "tiny", model, Config, Pooling.Mean, vocabulary);
        return Find(folder.PathOf(name));
    }

    private static string Find(string directory) => BertFiles.Find(directory).Manifest.Weights.Hash;

    private static IEnumerable<string?> List(string directory) =>
        Directory.GetFileSystemEntries(directory).Select(Path.GetFileName).Order();

    // What is on disk before each step is what a process leaves there that is killed then.
    private List<string> KillBeforeEachStep(string name, int number)
    {
        var killed = new List<string>();
        DiskSteps.BeforeEach = () => killed.Add(Copy(name, $"{name}-{killed.Count}"));
        Save(name, number);
        DiskSteps.BeforeEach = null;
        return killed;
    }

    private bool FailsAt(int step)
    {
        DiskSteps.BeforeEach = () =>
        {
            if (--step == 0)
                throw new IOException("The disk is full.");
        };
        try
        {
            Save("model", number: 2);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        finally
        {
            DiskSteps.BeforeEach = null;
        }
    }

    private string Copy(string from, string to)
    {
        Directory.CreateDirectory(folder.PathOf(to));
        foreach (var file in Directory.GetFiles(folder.PathOf(from)))
            File.Copy(file, Path.Combine(folder.PathOf(to), Path.GetFileName(file)));

        return folder.PathOf(to);
    }
}
