using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>A save replaces a bundle as a whole: whenever it is interrupted, the old bundle or the new one can be loaded.</summary>
public sealed class BundleSaveTests : IDisposable
{
    private static readonly BertConfig Config =
        new() { Vocabulary = 11, Hidden = 8, Layers = 2, Heads = 2, Intermediate = 8, Positions = 8 };
    private readonly TemporaryFolder folder = new();
    private readonly BertModel backbone = new(Config);

    public void Dispose()
    {
        backbone.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void How_many_tokens_a_task_reads_is_part_of_its_bundle()
    {
        using var task = GreekTask.Declared.Create(backbone, GreekTask.Declared.Config with { MaxTokens = 7 });
        using var loaded = Bundle.Save(folder.Root, task).Load(GreekTask.Declared, backbone);

        Assert.Equal(7, loaded.Config.MaxTokens);
    }

    [Fact]
    public void Every_state_that_an_interrupted_save_can_leave_is_the_old_bundle_or_the_new_one()
    {
        var (old, @new) = (SaveRandom("old", seed: 1), SaveRandom("new", seed: 2));

        // In the order of a save: both new files beside the old ones, then the weights take their place, then the manifest.
        foreach (var (newWeights, newManifest, isOld) in new[] { (100, -1, true), (-1, -1, true), (-1, 40, true), (-1, -2, true) })
        {
            var directory = Copy("old", $"{newWeights} {newManifest}");
            CopyStart("adapter.safetensors", newWeights);
            if (newManifest != -1)
                CopyStart("adapter.json", newManifest == -2 ? -1 : newManifest);

            Assert.Equal(isOld ? old : @new, Load(directory));

            void CopyStart(string file, int length)
            {
                var bytes = File.ReadAllBytes(folder.PathOf("new", file));
                File.WriteAllBytes(Path.Combine(directory, file + ".new"), length < 0 ? bytes : bytes[..length]);
            }
        }

        var between = Copy("old", "between");
        File.Copy(folder.PathOf("new", "adapter.safetensors"), Path.Combine(between, "adapter.safetensors"), overwrite: true);
        File.Copy(folder.PathOf("new", "adapter.json"), Path.Combine(between, "adapter.json.new"));
        Assert.Equal(@new, Load(between));

        // The next save leaves nothing of the interrupted one.
        using var task = GreekTask.Declared.Create(backbone);
        Bundle.Save(between, task);
        Assert.Equal(["adapter.json", "adapter.safetensors"], Directory.GetFiles(between).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Killed_before_any_step_of_a_save_and_of_the_next_one_a_bundle_is_whole_and_the_next_save_tidies_up()
    {
        var old = SaveRandom("old", seed: 1);
        var first = KillBeforeEachStep("old", () => SaveRandom("old", seed: 2));
        var @new = Load(folder.PathOf("old"));
        Assert.True(first.Count > 8);

        foreach (var killed in first)
        {
            var found = Load(killed);
            Assert.Contains(found, (string[])[old, @new]);
            var second = KillBeforeEachStep(Path.GetFileName(killed), () => SaveRandom(Path.GetFileName(killed), seed: 3));
            var third = Load(killed);
            Assert.Equal(["adapter.json", "adapter.safetensors"], Directory.GetFiles(killed).Select(Path.GetFileName).Order());
            Assert.All(second, again => Assert.Contains(Load(again), (string[])[found, third]));
        }
    }

    [Fact]
    public void Failing_at_any_step_of_a_save_leaves_a_whole_bundle_and_the_next_save_tidies_up()
    {
        var old = SaveRandom("old", seed: 1);
        SaveRandom("new", seed: 2);
        var @new = Load(folder.PathOf("new"));
        var failures = 0;
        for (var step = 1; FailsAt(step, () => SaveRandom("old", seed: 2)); step++)
        {
            failures++;
            Assert.Contains(Load(folder.PathOf("old")), (string[])[old, @new]);
            SaveRandom("old", seed: 1);
            var left = Directory.GetFiles(folder.PathOf("old")).Select(Path.GetFileName).Order();
            Assert.Equal(["adapter.json", "adapter.safetensors"], left);
            Assert.Equal(old, Load(folder.PathOf("old")));
        }

        Assert.True(failures > 8);
    }

    [Fact]
    public void Two_savers_at_once_leave_one_whole_bundle()
    {
        TaskAdapter[] tasks = [.. Enumerable.Range(0, 4).Select(_ => GreekTask.Declared.Create(backbone))];
        for (var round = 0; round < 10; round++)
        {
            Parallel.ForEach(tasks, task => Bundle.Save(folder.PathOf("shared"), task));
            using var loaded = Bundle.Open(folder.PathOf("shared")).Load(GreekTask.Declared, backbone);
            Assert.Contains(loaded.WeightsHash, tasks.Select(task => task.WeightsHash));
        }

        foreach (var task in tasks)
            task.Dispose();
    }

    [Fact]
    public void A_bundle_that_is_altered_after_it_was_opened_is_not_loaded()
    {
        SaveRandom("old", seed: 1);
        var opened = Bundle.Open(folder.PathOf("old"));
        var weights = folder.PathOf("old", "adapter.safetensors");
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);

        var error = Assert.Throws<BundleException>(() => opened.Load(GreekTask.Declared, backbone));

        Assert.Contains("the hash of the file is", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_bundle_and_nothing_else()
    {
        var old = SaveRandom("kept", seed: 1);
        var obstacle = folder.PathOf("kept", "adapter.json.new");
        Directory.CreateDirectory(obstacle);
        using var task = GreekTask.Declared.Create(backbone);

        Assert.ThrowsAny<Exception>(() => Bundle.Save(folder.PathOf("kept"), task));
        Directory.Delete(obstacle);
        Assert.Equal(old, Load(folder.PathOf("kept")));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.PathOf("kept")).Length);
    }

    private string SaveRandom(string name, int seed)
    {
        manual_seed(seed);
        using var task = GreekTask.Declared.Create(backbone);
        return Bundle.Save(folder.PathOf(name), task).Manifest.Weights.Hash;
    }

    // What is on disk before each step is what a process leaves there that is killed then.
    private List<string> KillBeforeEachStep(string name, Action save)
    {
        var killed = new List<string>();
        DiskSteps.BeforeEach = () => killed.Add(Copy(name, $"{name}-{killed.Count}"));
        save();
        DiskSteps.BeforeEach = null;
        return killed;
    }

    private static bool FailsAt(int step, Action save)
    {
        DiskSteps.BeforeEach = () =>
        {
            if (--step == 0)
                throw new IOException("The disk is full.");
        };
        try
        {
            save();
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

    private string Load(string directory)
    {
        using var task = Bundle.Open(directory).Load(GreekTask.Declared, backbone);
        return task.WeightsHash!;
    }

    private string Copy(string from, string to)
    {
        Directory.CreateDirectory(folder.PathOf(to));
        foreach (var file in Directory.GetFiles(folder.PathOf(from)))
            File.Copy(file, Path.Combine(folder.PathOf(to), Path.GetFileName(file)));

        return folder.PathOf(to);
    }
}
