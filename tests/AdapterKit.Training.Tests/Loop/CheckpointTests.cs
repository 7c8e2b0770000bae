namespace AdapterKit.Training.Tests;

/// <summary>Checkpoints lose nothing: not the running loss, not to damage, not to a save that ends at any step.</summary>
[Collection(OneTrainingAtATime.Name)]
public sealed class CheckpointTests : IDisposable
{
    // Few weights, so that a save has few steps.
    private static readonly TrainingOptions Small = TinyWorld.Options with { Mode = TrainingMode.Head, Epochs = 2, BatchSize = 16 };

    private readonly TemporaryFolder folder = new();
    private readonly BertModel backbone = TinyWorld.Backbone();

    public void Dispose()
    {
        backbone.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(17)]
    public void A_resumed_training_reports_the_losses_of_an_uninterrupted_one(int cutAfter)
    {
        var whole = new List<(int Step, double Loss)>();
        var halves = new List<(int Step, double Loss)>();
        using var cut = new CancellationTokenSource();
        Train(TinyWorld.Options, null, progress => whole.Add((progress.Step, progress.Loss)));

        Assert.Throws<OperationCanceledException>(() => Train(TinyWorld.Options, folder.Root, progress =>
        {
            halves.Add((progress.Step, progress.Loss));
            if (progress.Step == cutAfter)
                cut.Cancel();
        }, cut.Token));
        Train(TinyWorld.Options, folder.Root, progress => halves.Add((progress.Step, progress.Loss)));

        Assert.Equal(whole, halves);
    }

    [Fact]
    public void A_resumed_pretraining_reports_the_losses_of_an_uninterrupted_one()
    {
        var whole = Pretrain(null, int.MaxValue);
        var halves = Pretrain(folder.Root, 9);
        halves.AddRange(Pretrain(folder.Root, int.MaxValue));
        Assert.Equal(whole, halves);
    }

    [Fact]
    public void Several_tasks_resume_with_the_losses_of_an_uninterrupted_training()
    {
        var whole = TrainTwo(null, int.MaxValue);
        var halves = TrainTwo(folder.Root, 5);
        halves.AddRange(TrainTwo(folder.Root, int.MaxValue));
        Assert.Equal(whole, halves);
    }

    [Fact]
    public void A_finished_training_is_not_repeated_before_its_checkpoint_is_deleted()
    {
        var first = Train(Small, folder.Root);
        var steps = 0;

        Assert.Equal(first, Train(Small, folder.Root, _ => steps++));
        Assert.Equal(0, steps);

        using (var checkpoints = CheckpointDirectory.Open(folder.Root))
            checkpoints.Delete();
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
        Assert.False(CheckpointDirectory.HasCheckpoint(folder.Root));
        Assert.Equal(first, Train(Small, folder.Root, _ => steps++));
        Assert.NotEqual(0, steps);
    }

    [Fact]
    public void Two_trainings_do_not_share_a_directory()
    {
        var error = Assert.Throws<IOException>(() => Train(Small, folder.Root, _ => Train(Small, folder.Root)));
        Assert.Contains("Another training", error.Message, StringComparison.Ordinal);

        using (CheckpointDirectory.Open(folder.Root, "one", "two"))
            Assert.Throws<IOException>(() => CheckpointDirectory.Open(folder.Root, "two"));
        CheckpointDirectory.Open(folder.Root, "two").Dispose();
    }

    [Fact]
    public void Any_damage_is_seen_and_the_file_is_named()
    {
        var whole = Train(Small, folder.Root);
        var file = folder.PathOf("checkpoint.safetensors");
        var sound = File.ReadAllBytes(file);
        var random = new Random(1);
        for (var round = 0; round < 150; round++)
        {
            File.WriteAllBytes(file, Damage(sound, random, round));
            var error = Assert.Throws<CheckpointDamagedException>(() => Train(Small, folder.Root));
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
            Assert.Contains("Delete it, and start the training afresh", error.Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(file, sound);
        Assert.Equal(whole, Train(Small, folder.Root));
    }

    [Fact]
    public void Killed_before_any_step_of_a_save_a_training_resumes_to_the_same_weights()
    {
        var killed = new List<string>();
        DiskSteps.BeforeEach = () =>
        {
            var copy = folder.PathOf($"killed-{killed.Count}");
            killed.Add(copy);
            Directory.CreateDirectory(copy);
            foreach (var file in Directory.GetFiles(folder.PathOf("saved"), "*.safetensors*"))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        };
        var whole = Train(Small, folder.PathOf("saved"));
        DiskSteps.BeforeEach = null;

        Assert.True(killed.Count > 20);
        Assert.Contains(killed, copy => Directory.GetFiles(copy, "*.tmp").Length > 0);
        foreach (var copy in killed)
        {
            Assert.Equal(whole, Train(Small, copy));
            Assert.Equal(["checkpoint.safetensors"], Directory.GetFiles(copy).Select(Path.GetFileName));
        }
    }

    [Fact]
    public void Failing_at_any_step_of_a_save_a_training_resumes_to_the_same_weights()
    {
        var whole = Train(Small, null);
        var failures = 0;
        for (var step = 1; FailsAt(step, () => Train(Small, folder.PathOf($"{step}"))); step++)
        {
            failures++;
            Assert.Equal(whole, Train(Small, folder.PathOf($"{step}")));
            Assert.Equal(["checkpoint.safetensors"], Directory.GetFiles(folder.PathOf($"{step}")).Select(Path.GetFileName));
        }

        Assert.True(failures > 20);
    }

    [Fact]
    public void Failing_at_any_step_several_tasks_resume_from_states_that_belong_together()
    {
        var whole = TrainTwo(null, int.MaxValue);
        for (var step = 1; step < 400; step += 7)
        {
            var saved = folder.PathOf($"two-{step}");
            var failed = FailsAt(step, () => TrainTwo(saved, int.MaxValue));
            var resumed = TrainTwo(saved, int.MaxValue);
            Assert.Equal(whole[^resumed.Count..], resumed);
            if (!failed)
                return;
        }
    }

    [Theory]
    [InlineData("one", 3)]
    [InlineData("two", 5)]
    public void Killed_while_the_checkpoints_of_several_tasks_are_replaced_all_are_of_one_step(string uncommitted, int resumesAfter)
    {
        TrainTwo(folder.PathOf("saved"), 3);
        TrainTwo(folder.PathOf("later"), 5);
        foreach (var task in new[] { "one", "two" })
        {
            var (old, @new) = (PathOf("saved", task), PathOf("later", task));
            if (task == uncommitted)
                File.Copy(@new, old + ".new");
            else if (uncommitted == "two")
                File.Copy(@new, old, overwrite: true);
        }

        Assert.Equal(resumesAfter + 1, TrainTwo(folder.PathOf("saved"), int.MaxValue)[0].Step);
        Assert.Empty(Directory.GetFiles(folder.PathOf("saved"), "*.new", SearchOption.AllDirectories));

        string PathOf(string directory, string task) => folder.PathOf(directory, task, "checkpoint.safetensors");
    }

    private static byte[] Damage(byte[] sound, Random random, int round)
    {
        var bytes = sound.ToArray();
        switch (round % 5)
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                return round == 1 ? [] : [.. bytes, (byte)random.Next(256)];
            case 2:
                random.NextBytes(bytes.AsSpan(random.Next(bytes.Length)));
                return bytes;
            case 3:
                var junk = new byte[random.Next(200)];
                random.NextBytes(junk);
                return junk;
            default:
                // The header is padded with blanks, and any other blank there is as good.
                var at = random.Next(bytes.Length);
                while (bytes[at] == ' ')
                    at = random.Next(bytes.Length);

                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
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

    private static List<(int Step, double Loss)> Pretrain(string? checkpoints, int cutAfter)
    {
        var losses = new List<(int, double)>();
        using var cut = new CancellationTokenSource();
        using var model = TinyLanguage.Model();
        var progress = new Watch<PretrainingProgress>(value =>
        {
            losses.Add((value.Step, value.Loss));
            if (value.Step == cutAfter)
                cut.Cancel();
        });
        Until(() => new Pretrainer(TinyLanguage.Options with { Epochs = 2 }).Train(
            model, TinyLanguage.Tokenizer, TinyLanguage.Corpus(), checkpoints, progress, cut.Token));
        return losses;
    }

    private static void Until(Action training)
    {
        try
        {
            training();
        }
        catch (OperationCanceledException)
        {
            // Cut, as intended.
        }
    }

    private List<(int Step, double Loss)> TrainTwo(string? checkpoints, int cutAfter)
    {
        var losses = new List<(int, double)>();
        using var cut = new CancellationTokenSource();
        var progress = new Watch<TrainingProgress>(value =>
        {
            losses.Add((value.Step, value.Loss));
            if (value.Step == cutAfter)
                cut.Cancel();
        });
        (TaskDeclaration, TextDataSet)[] tasks =
        [
            (VowelTask.Named("one"), TinyWorld.DataWith(trainingTexts: 32)),
            (VowelTask.Named("two"), TinyWorld.DataWith(trainingTexts: 24)),
        ];
        Until(() =>
        {
            var trainer = new Trainer(backbone, TinyWorld.Options with { Epochs = 2 });
            foreach (var result in trainer.TrainMultiTask(tasks, checkpoints, progress, cut.Token))
                result.Dispose();
        });
        return losses;
    }

    private byte[] Train(
        TrainingOptions options, string? checkpoints, Action<TrainingProgress>? seen = null, CancellationToken cancellationToken = default)
    {
        var progress = seen is null ? null : new Watch<TrainingProgress>(seen);
        using var result = new Trainer(backbone, options).Train(
            VowelTask.Declared, TinyWorld.Data(), null, checkpoints, progress, cancellationToken);
        return TinyWorld.Bytes(result.Task);
    }

    private sealed class Watch<T>(Action<T> seen) : IProgress<T>
    {
        public void Report(T value) => seen(value);
    }
}
