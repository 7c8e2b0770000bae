namespace AdapterKit.Interchange.Tests;

/// <summary>Prompts and prefixes that PEFT saved: hidden states, logits, gradients and continuations are those of PEFT.</summary>
public sealed class PeftPromptTests
{
    private static readonly string[] Prefixes =
        ["bert_prefix", "bert_prefix_projection", "gpt2_prefix", "gpt2_prefix_projection", "llama_b_prefix", "llama_prefix",
            "llama_prefix_projection"];

    private static readonly string[] Prompts =
        ["bert_prompt", "bert_ptuning_mlp", "gpt2_prompt", "gpt2_ptuning_mlp", "llama_cls_prompt", "llama_prompt", "llama_ptuning_lstm",
            "llama_ptuning_mlp"];

    public static TheoryData<string> Cases => [.. Prefixes, .. Prompts];

    /// <summary>Those whose keys and values are parameters, rather than computed by a network that the folder lacks.</summary>
    public static TheoryData<string> Free => ["bert_prefix", "gpt2_prefix", "llama_b_prefix", "llama_prefix"];

    public static TheoryData<string> Continued
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var name in Prefixes.Concat(Prompts))
            {
                using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
                if (golden.Contains("gen_unpadded/new_tokens"))
                    data.Add(name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hidden_states_are_those_of_the_library(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = Load(name);
        using var task = Import(name, backbone);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        var mask = golden.Read("in/attention_mask").to_type(ScalarType.Bool);
        foreach (var purpose in Enum.GetValues<PlanPurpose>())
        {
            using var plan = backbone.Compile(task.Id, [task], purpose);
            var hidden = backbone.Encode(batch, plan);
            Folders.AssertRelative(
                hidden[mask], WithoutPrompt(golden.Read("out/last_hidden_state"), batch)[mask], $"{name} for {purpose}");
            if (backbone is ILanguageModel model && !name.Contains("_cls", StringComparison.Ordinal))
            {
                Folders.AssertRelative(
                    model.ComputeTokenLogits(hidden)[mask], WithoutPrompt(golden.Read("out/logits"), batch)[mask], $"the logits of {name}");
            }
        }
    }

    /// <summary>The loss of the goldens is the sum of squares of the last hidden states, none of which is that of a prefix.</summary>
    [Theory]
    [MemberData(nameof(Free))]
    public void Gradients_of_prefixes_are_those_of_the_library(string name)
    {
        using var scope = NewDisposeScope();
        using var backbone = Load(name);
        using var task = Import(name, backbone);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        using var plan = backbone.Compile(task);
        backbone.Encode(batch, plan).square().sum().backward();
        var expected = golden.Read("grad/prompt_encoder.default.embedding.weight");
        var gradients = backbone.Encoder.MemorySites.SelectMany(site =>
        {
            var prefix = task.AdapterAt(site)!.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
            return new[] { prefix["keys"].grad!, prefix["values"].grad! };
        });
        Folders.AssertRelative(cat([.. gradients], 1), expected, $"the gradients of {name}");
    }

    [Theory]
    [InlineData("bert_prefix")]
    [InlineData("bert_prefix_projection")]
    public void The_head_beside_a_prefix_answers_as_in_the_library(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = Load(name);
        using var checkpoint = Folders.OpenPeftCheckpoint();
        using var task = AdapterFolder.Import(Folders.Peft(name), backbone, new ImportOptions { Checkpoint = checkpoint });
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);

        Folders.AssertClose(task.Forward(batch), golden.Read("out/logits"), "the logits");
    }

    [Theory]
    [InlineData("bert_prompt")]
    [InlineData("bert_ptuning_mlp")]
    [InlineData("llama_cls_prompt")]
    public void A_head_that_reads_the_prompt_is_refused(string name)
    {
        using var backbone = Load(name);
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.Import(Folders.Peft(name), backbone).Dispose());

        Assert.Contains("Import without the head", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Continued))]
    public void Greedy_continuations_are_those_of_the_library(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = Load(name);
        using var task = Import(name, backbone);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var plan = backbone.Compile(task.Id, [task], PlanPurpose.Inference);
        var expected = golden.Read("gen_unpadded/new_tokens");
        var (ids, mask) = (golden.Read("gen/input_ids"), golden.Read("gen/attention_mask").to_type(ScalarType.Bool));
        List<int[]> prompts = [.. Enumerable.Range(0, (int)ids.size(0)).Select(
            row => Array.ConvertAll(ids[row][mask[row]].data<long>().ToArray(), id => (int)id))];

        // A prompt belongs to the tokens of the first pass, so that a cache cannot be continued.
        foreach (var usesCache in Prefixes.Contains(name) ? [true, false] : new[] { false })
        {
            var options = new GenerationOptions { MaxNewTokens = (int)expected.size(1), UsesCache = usesCache };
            foreach (var (row, generated) in backbone.Generate(prompts, plan, options).Index())
                Assert.Equal(expected[row].data<long>().ToArray().Select(id => (int)id), generated);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Folders_are_written_and_read_back_bit_by_bit(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var backbone = Load(name);
        using var task = Import(name, backbone);
        AdapterFolder.ExportPeft(task, folder.PathOf("out"), new ExportOptions { Head = false });
        using var again = AdapterFolder.Import(folder.PathOf("out"), backbone, new ImportOptions { Head = false });
        using var theirs = SafetensorsFile.Open(Path.Combine(Folders.Peft(name), "adapter_model.safetensors"));
        using var ours = SafetensorsFile.Open(folder.PathOf("out", "adapter_model.safetensors"));

        Assert.Equal(["prompt_embeddings"], ours.Keys);
        Assert.True(ours.Read("prompt_embeddings").equal(theirs.Read("prompt_embeddings")).all().ToBoolean());
        var weights = again.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        Assert.Equal(weights.Count, task.named_parameters().Count());
        Assert.All(task.named_parameters(), entry => Assert.True(entry.parameter.equal(weights[entry.name]).all().ToBoolean(), entry.name));
    }

    /// <summary>Several of them in one pass answer as each alone, whatever their lengths.</summary>
    [Theory]
    [InlineData("bert")]
    [InlineData("gpt2")]
    [InlineData("llama")]
    public void Side_by_side_each_answers_as_alone(string model)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = Load($"{model}_prefix");
        using var prefix = Import($"{model}_prefix", backbone);
        using var prompt = Import($"{model}_prompt", backbone);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{model}_prompt.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        var mask = golden.Read("in/attention_mask").to_type(ScalarType.Bool);
        TaskAdapter[] tasks = [prefix, prompt];
        using var together = backbone.Compile(Setup.Parallel(prefix.Id, prompt.Id), tasks, PlanPurpose.Inference);
        using var rows = backbone.Compile(Setup.BatchSplit(prompt.Id, Setup.Bare, prefix.Id), tasks, PlanPurpose.Inference);
        using var bare = backbone.Compile(Setup.Bare, []);
        var (copies, split) = (backbone.Encode(batch, together).split(3), backbone.Encode(batch, rows));
        List<Tensor> alone = [.. tasks.Select(task => task.Plan).Append(bare).Select(plan => backbone.Encode(batch, plan))];

        Folders.AssertRelative(copies[0][mask], alone[0][mask], "the rows of the prefix");
        Folders.AssertRelative(copies[1][mask], alone[1][mask], "the rows of the prompt");
        Folders.AssertRelative(split[0], alone[1][0], "the row of the prompt");
        Folders.AssertRelative(split[1][mask[1]], alone[2][1][mask[1]], "the bare row");
        Folders.AssertRelative(split[2][mask[2]], alone[0][2][mask[2]], "the row of the prefix");
    }

    /// <summary>The library has a prefix in one of three kinds of attention, and moves positions of one stack.</summary>
    [Theory]
    [InlineData("t5")]
    [InlineData("bart")]
    public void Encoder_decoders_are_neither_read_nor_written(string model)
    {
        using var folder = new TemporaryFolder();
        using var peer = new HubCase($"{model}_lora");
        var set = new AdapterSet(PrefixAdapter.Variant) { Options = new PrefixOptions { ShiftsPositions = true }, TuneNorms = false };
        using var task = Tasks.Declaration(peer.Backbone.Id, new AdapterConfig([set])).Create(peer.Backbone);

        AssertRefused(() => Import("bert_prefix", peer.Backbone));
        AssertRefused(() => Import("bert_prompt", peer.Backbone));
        AssertRefused(() => AdapterFolder.ExportPeft(task, folder.PathOf("out"), new ExportOptions { Head = false }));
        Assert.False(Directory.Exists(folder.PathOf("out")));

        void AssertRefused(Action act) => Assert.Contains(
            $"'{model}' is an encoder-decoder. In PEFT", Assert.Throws<InterchangeException>(act).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_library_computes_otherwise_is_not_written()
    {
        using var folder = new TemporaryFolder();
        using var backbone = Folders.LoadPeftBackbone();

        AssertRefused("AmongWords = true", new AdapterSet(PromptAdapter.Variant));
        AssertRefused("ShiftsPositions = true", new AdapterSet(PrefixAdapter.Variant));
        AssertRefused(
            "a gate",
            new AdapterSet(PrefixAdapter.Variant) { Options = new PrefixOptions { ShiftsPositions = true, Gating = Gating.RealTokens } });
        AssertRefused(
            "in every layer",
            new AdapterSet(PrefixAdapter.Variant)
            {
                Options = new PrefixOptions { ShiftsPositions = true },
                Drop = DropSet.FirstLayers(1),
            });

        void AssertRefused(string reason, AdapterSet set)
        {
            var config = new AdapterConfig(set with { TuneNorms = false });
            using var task = Tasks.Declaration(backbone.Id, config).Create(backbone);
            var error = Assert.Throws<InterchangeException>(
                () => AdapterFolder.ExportPeft(task, folder.PathOf("out"), new ExportOptions { Head = false }));
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    private static PretrainedBackbone Load(string name) =>
        name.StartsWith("bert", StringComparison.Ordinal) ? Folders.LoadPeftBackbone() : Folders.LoadPeftBackbone(name);

    private static TaskAdapter Import(string name, Backbone backbone) =>
        AdapterFolder.Import(Folders.Peft(name), backbone, new ImportOptions { Head = false });

    private static Tensor WithoutPrompt(Tensor values, TokenBatch batch) =>
        values.narrow(1, values.size(1) - batch.Ids.size(1), batch.Ids.size(1));
}
