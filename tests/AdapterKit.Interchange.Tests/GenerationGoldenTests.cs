namespace AdapterKit.Interchange.Tests;

/// <summary>Greedy continuations are those of transformers with the adapters of PEFT, token by token, and so is the loss.</summary>
public sealed class GenerationGoldenTests
{
    private static readonly string[] Bases = ["gpt2_base", "llama_base", "llama_b_base"];

    private static readonly string[] Mixed = ["gpt2_mixed_batch", "llama_mixed_batch"];

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var name in Bases.Concat(Mixed).Concat(PeftDecoderTests.Imported).Concat(PeftDecoderTests.Merged).Where(HasGeneration))
            {
                data.Add(name, true);
                data.Add(name, false);
            }

            return data;
        }
    }

    public static TheoryData<string> Losses => [.. Bases.Concat(PeftDecoderTests.Imported)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Greedy_tokens_are_those_of_the_library(string name, bool usesCache)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var backbone = Folders.LoadPeftBackbone(name);
        var tasks = Import(name, backbone);
        using var plan = backbone.Compile(ReadSetup(name, tasks), tasks, PlanPurpose.Inference);
        var expected = golden.Read("gen/sequences");
        var prompts = ReadPrompts(golden);
        var count = (int)(expected.size(1) - golden.Read("gen/input_ids").size(1));
        var options = new GenerationOptions { MaxNewTokens = count, UsesCache = usesCache };

        var generated = backbone.Generate(prompts, plan, options);

        foreach (var (row, ids) in generated.Index())
            Assert.Equal(expected[row].data<long>().ToArray()[^options.MaxNewTokens..].Select(id => (int)id), ids);

        var scores = golden.Read("gen/scores");
        for (var step = 0; step < options.MaxNewTokens; step++)
        {
            using var texts = TokenBatch.Pad([.. prompts.Zip(generated, (prompt, ids) => prompt.Concat(ids[..step]).ToArray())], padId: 0);
            var hidden = Pooling.LastToken.Apply(backbone.Encode(texts, plan), texts);
            Folders.AssertRelative(((ILanguageModel)backbone).ComputeTokenLogits(hidden), scores[step], $"the logits of step {step}");
        }

        tasks.ForEach(task => task.Dispose());
    }

    [Theory]
    [InlineData("gpt2_base")]
    [InlineData("llama_base")]
    [InlineData("llama_b_base")]
    public void Texts_end_at_the_end_token(string name)
    {
        using var scope = NewDisposeScope();
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var backbone = Folders.LoadPeftBackbone(name);
        using var plan = backbone.Compile(Setup.Bare, []);
        var end = Folders.ReadJson(Folders.Peft($"{name}.json")).GetProperty("gen_eos_token_id").GetInt32();
        var expected = golden.Read("gen_eos/sequences");
        var start = golden.Read("gen/input_ids").size(1);

        var options = new GenerationOptions { MaxNewTokens = (int)(expected.size(1) - start), EndIds = [end] };
        var generated = backbone.Generate(ReadPrompts(golden), plan, options);

        // The library pads finished rows.
        foreach (var (row, ids) in generated.Index())
        {
            var theirs = expected[row].data<long>().ToArray()[(int)start..].Select(id => (int)id).ToList();
            Assert.Equal(theirs.IndexOf(end) is >= 0 and var at ? theirs[..(at + 1)] : theirs, ids);
        }

        Assert.Contains(generated, ids => ids[^1] == end);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_loss_is_that_of_the_library(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var backbone = Folders.LoadPeftBackbone(name);
        var tasks = Import(name, backbone);
        using var plan = backbone.Compile(ReadSetup(name, tasks), tasks);
        using var batch = Folders.ReadBatch(golden, 0);

        var loss = ((ILanguageModel)backbone).ComputeTokenLoss(backbone.Encode(batch, plan), batch);

        Assert.Equal(Folders.ReadJson(Folders.Peft($"{name}.json")).GetProperty("loss").GetDouble(), loss.ToDouble(), 1e-5);
        tasks.ForEach(task => task.Dispose());
    }

    private static bool HasGeneration(string name)
    {
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        return golden.Contains("gen/sequences");
    }

    private static List<int[]> ReadPrompts(SafetensorsFile golden)
    {
        var (ids, mask) = (golden.Read("gen/input_ids"), golden.Read("gen/attention_mask").to_type(ScalarType.Bool));
        return [.. Enumerable.Range(0, (int)ids.size(0)).Select(row => ids[row][mask[row]].data<long>().Select(id => (int)id).ToArray())];
    }

    private static List<TaskAdapter> Import(string name, Backbone backbone) =>
        Bases.Contains(name) ? []
        : Mixed.Contains(name) ? [.. new[] { "ad1", "b" }.Select(part => AdapterFolder.Import(Folders.Peft(name, part), backbone))]
        : [AdapterFolder.Import(PeftDecoderTests.Merged.Contains(name) ? Folders.Peft(name, "m") : Folders.Peft(name), backbone)];

    private static Setup ReadSetup(string name, List<TaskAdapter> tasks) =>
        Bases.Contains(name) ? Setup.Bare
        : Mixed.Contains(name) ? PeftDecoderTests.ReadRows(name)
        : tasks[0].Id;
}
