using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Texts of different tasks that come and go are continued as each alone.</summary>
public sealed class RowDecoderTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Texts_that_join_and_leave_are_continued_as_each_alone(int seed)
    {
        manual_seed(seed);
        var any = new Random(seed);
        using var backbone = new TinyDecoder(hasPositions: seed % 2 == 0, window: seed % 3 == 0 ? 1 + (seed % 4) : null);
        using var tasks = new RandomTasks(backbone, any, areCausal: true);

        AssertAsAlone(backbone, tasks.All, any);
    }

    public static TheoryData<string> EncoderDecoders => ["t5_batchsplit", "t5_mam", "bart_batchsplit", "bart_prefix_tuning"];

    [Theory]
    [MemberData(nameof(EncoderDecoders))]
    public void So_are_those_that_a_decoder_writes_for_texts_of_different_lengths(string name)
    {
        using var peer = new PeerCase(name);
        foreach (var task in peer.Members)
            task.eval();

        AssertAsAlone(peer.Backbone, peer.Members, new Random(3));
    }

    [Fact]
    public void Beside_them_those_whose_adapters_read_whole_texts()
    {
        manual_seed(1);
        using var backbone = new TinyDecoder();
        AdapterSet[] sets =
        [
            new(GatedLoraAdapter.Variant) { Points = ["attention.q"] },
            new(PromptAdapter.Variant) { Options = new PromptOptions { Length = 2 } },
            new(BottleneckAdapter.Variant),
        ];
        List<TaskAdapter> tasks = [.. sets.Select((set, index) => AnyTask.Named($"task{index}").Create(backbone, new([set])))];
        using (no_grad())
        {
            foreach (var parameter in tasks.SelectMany(task => task.parameters()))
                nn.init.normal_(parameter, 0, 0.3);
        }

        tasks.ForEach(task => task.eval());
        AssertAsAlone(backbone, tasks, new Random(5));
        tasks.ForEach(task => task.Dispose());
    }

    [Fact]
    public void Logits_that_are_not_finite_are_told_apart()
    {
        using var backbone = new TinyDecoder();
        using var good = AnyTask.Named("good").Create(backbone, AnyTask.Declared.Config);
        using var bad = AnyTask.Named("bad").Create(backbone, AnyTask.Declared.Config);
        using (no_grad())
        {
            foreach (var parameter in bad.parameters())
                parameter.fill_(double.NaN);
        }

        using var decoder = new RowDecoder(backbone, _ => { });
        var options = new GenerationOptions { MaxNewTokens = 4 };
        GeneratedRow[] rows = [new(good, [3, 4], options, 0), new(bad, [3, 4], options, 0)];
        using var logits = decoder.ComputeLogits(rows);
        var tokens = RowDecoder.Choose(logits, rows);

        Assert.Equal([true, false], tokens.Select(token => token.IsFinite));
    }

    private static void AssertAsAlone(Backbone backbone, IReadOnlyList<TaskAdapter> tasks, Random any)
    {
        List<GeneratedRow> all = [.. Enumerable.Range(0, 9).Select(_ => CreateRow(tasks, any))];
        List<int[]> expected = [.. all.Select(row => backbone.Generate([row.Prompt], row.Task.Plan, row.Options)[0])];

        NativeTensors.NoneLeftBehind(() =>
        {
            using var decoder = new RowDecoder(backbone, _ => { });
            var (waiting, running) = (new Queue<GeneratedRow>(all), new List<GeneratedRow>());
            while (waiting.Count > 0 || running.Count > 0)
            {
                while (waiting.Count > 0 && (running.Count == 0 || any.Next(2) == 0))
                    running.Insert(any.Next(running.Count + 1), waiting.Dequeue());

                using var logits = decoder.ComputeLogits(running);
                var tokens = RowDecoder.Choose(logits, running);
                running = [.. running.Where((_, index) => tokens[index].Finished is null)];
            }
        });

        Assert.Equal(expected, all.Select(row => row.Tokens[row.Start..].ToArray()));
    }

    private static GeneratedRow CreateRow(IReadOnlyList<TaskAdapter> tasks, Random any)
    {
        int[] prompt = [.. Enumerable.Range(0, any.Next(1, 8)).Select(_ => any.Next(3, 90))];
        var options = new GenerationOptions { MaxNewTokens = any.Next(1, 9), EndIds = [1, 40, 41] };
        return new(tasks[any.Next(tasks.Count)], prompt, any.Next(3) switch
        {
            0 => options with { Temperature = 0.9, TopK = 12, TopP = 0.95, Seed = any.Next(99) },
            1 => options with { RepetitionPenalty = 1.3 },
            _ => options,
        }, number: 0);
    }
}
