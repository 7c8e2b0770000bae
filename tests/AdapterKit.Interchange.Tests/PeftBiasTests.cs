using System.Text.Json.Nodes;
using TorchSharp.Modules;

namespace AdapterKit.Interchange.Tests;

/// <summary>Biases of the backbone that PEFT trained beside LoRA: <c>bias</c> in its configuration.</summary>
public sealed class PeftBiasTests
{
    /// <summary>The golden with the numbers, and the folder, where <c>lora_only</c> is complete in those of early versions alone.</summary>
    public static TheoryData<string, string> Cases => new()
    {
        { "bert_lora_bias_all", "" },
        { "bert_lora_bias_all", "0.4.0" },
        { "llama_b_lora_bias_all", "" },
        { "gpt2_lora_bias_lora_only", "0.4.0" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hidden_states_and_logits_are_those_of_the_library(string name, string version)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = Load(name);
        using var task = Import(name, version, backbone);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        var mask = golden.Read("in/attention_mask").to_type(ScalarType.Bool);
        foreach (var purpose in Enum.GetValues<PlanPurpose>())
        {
            using var plan = backbone.Compile(task.Id, [task], purpose);
            var hidden = backbone.Encode(batch, plan);
            Folders.AssertRelative(hidden[mask], golden.Read("out/last_hidden_state")[mask], $"{name} for {purpose}");
            var (logits, expected) = (ComputeLogits(backbone, task, batch, hidden), golden.Read("out/logits"));
            Folders.AssertRelative(
                logits.dim() == 2 ? logits : logits[mask], logits.dim() == 2 ? expected : expected[mask], $"the logits for {purpose}");
        }
    }

    /// <summary>The goldens' loss is the sum of squares of the last hidden state, at padding, too.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_those_of_the_library(string name, string version)
    {
        using var scope = NewDisposeScope();
        using var backbone = Load(name);
        using var task = Import(name, version, backbone);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        var parameters = FindTrained(task, golden, "grad/");
        backbone.Encode(batch, task.Plan).square().sum().backward();

        Assert.Equal(golden.Keys.Count(key => key.StartsWith("grad/", StringComparison.Ordinal)), parameters.Count);
        Assert.All(parameters, entry => Folders.AssertRelative(
            entry.Value.grad!, golden.Read($"grad/{entry.Key}").view(entry.Value.shape), entry.Key));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_of_AdamW_are_those_of_the_library(string name, string version)
    {
        const double Rate = 1e-3;
        using var scope = NewDisposeScope();
        using var backbone = Load(name);
        using var task = Import(name, version, backbone);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        var trained = FindTrained(task, golden, "final/");
        Assert.Equal(golden.Keys.Count(key => key.StartsWith("final/", StringComparison.Ordinal)), trained.Count);
        using var optimizer = optim.AdamW(trained.Values, Rate, weight_decay: 0.01);
        var gradients = new Dictionary<string, Tensor>();
        var losses = Folders.ReadJson(Folders.Peft($"{name}.json")).GetProperty("loss_per_step").EnumerateArray().ToList();
        foreach (var expected in losses)
        {
            optimizer.zero_grad();
            var loss = ComputeLoss(ComputeLogits(backbone, task, batch, backbone.Encode(batch, task.Plan)), golden.Read("in/labels"));
            Assert.Equal(expected.GetDouble(), loss.ToDouble(), 2e-5);
            loss.backward();
            foreach (var (key, parameter) in trained)
                gradients.TryAdd(key, parameter.grad!.clone());

            optimizer.step();
        }

        foreach (var (key, parameter) in trained)
        {
            // AdamW divides a gradient by its own size: the smaller it is, the more a rounding error moves the weight.
            var rounding = (1e-6 / gradients[key].abs()).clamp(0, 2) * losses.Count * Rate;
            var excess = ((parameter - golden.Read($"final/{key}").view(parameter.shape)).abs() - rounding).max().ToDouble();
            Assert.True(excess <= 1e-5, $"{key} differs by {excess:g3} more than rounding errors explain.");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Folders_are_written_and_read_back_bit_by_bit(string name, string version)
    {
        using var folder = new TemporaryFolder();
        using var backbone = Load(name);
        using var task = Import(name, version, backbone);
        AdapterFolder.ExportPeft(task, folder.PathOf("out"));
        using var again = AdapterFolder.Import(folder.PathOf("out"), backbone);

        Assert.Equal(
            name.EndsWith("_all", StringComparison.Ordinal) ? "all" : "lora_only",
            Folders.ReadJson(folder.PathOf("out", "adapter_config.json")).GetProperty("bias").GetString());
        var weights = again.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        Assert.Equal(weights.Count, task.named_parameters().Count());
        Assert.All(task.named_parameters(), entry => Assert.True(entry.parameter.equal(weights[entry.name]).all().ToBoolean(), entry.name));
    }

    [Fact]
    public void Without_a_head_its_biases_are_left_out()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = Folders.LoadPeftBackbone();
        using var task = AdapterFolder.Import(Folders.Peft("bert_lora_bias_all"), backbone, new ImportOptions { Head = false });
        using var golden = SafetensorsFile.Open(Folders.Peft("bert_lora_bias_all.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);

        Folders.AssertHidden(
            backbone.Encode(batch, task.Plan), golden.Read("out/last_hidden_state"), golden.Read("in/attention_mask"), "the output");
    }

    [Theory]
    [InlineData("bert_lora_bias_lora_only", "lacks 'base_model.model.bert.encoder.layer.0.attention.self.query.base_layer.bias'")]
    [InlineData("gpt2_lora_bias_lora_only", "lacks 'base_model.model.transformer.h.0.attn.c_attn.base_layer.bias'")]
    [InlineData("llama_b_lora_bias_lora_only", "lacks 'base_model.model.model.layers.0.self_attn.q_proj.base_layer.bias'")]
    [InlineData("gpt2_lora_bias_all", "trains the bias of 'h.0.ln_1'")]
    public void Biases_that_are_not_saved_or_have_no_place_are_refused_by_name(string name, string reason)
    {
        using var backbone = Load(name);
        var error = Assert.Throws<InterchangeException>(() => Import(name, "", backbone).Dispose());

        Assert.Contains("'bias' is", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("use_dora", "true", "'use_dora' is on")]
    [InlineData("lora_bias", "true", "'lora_bias' is on")]
    [InlineData("trainable_token_indices", "[3]", "the norm of the embeddings")]
    public void What_no_adapter_does_along_with_biases_is_refused_by_name(string field, string value, string reason)
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_bias_all")).With(fields => fields[field] = JsonNode.Parse(value));
        using var backbone = Folders.LoadPeftBackbone();

        Assert.Contains(
            reason,
            Assert.Throws<InterchangeException>(() => AdapterFolder.Import(folder.Path, backbone).Dispose()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Biases_of_some_products_alone_are_not_written()
    {
        using var folder = new TemporaryFolder();
        using var backbone = Folders.LoadPeftBackbone();
        using var task = Tasks.Declaration("bert", new AdapterConfig(
            new AdapterSet(LoraAdapter.Variant) { Points = ["attention.q"] },
            new AdapterSet(BitFitAdapter.Variant) { Points = ["attention.v"] })).Create(backbone);
        var error = Assert.Throws<InterchangeException>(
            () => AdapterFolder.ExportPeft(task, folder.PathOf("out"), new ExportOptions { Head = false }));

        Assert.Contains("trains some biases", error.Message, StringComparison.Ordinal);
    }

    private static PretrainedBackbone Load(string name) =>
        name.StartsWith("bert", StringComparison.Ordinal) ? Folders.LoadPeftBackbone() : Folders.LoadPeftBackbone(name);

    private static TaskAdapter Import(string name, string version, PretrainedBackbone backbone)
    {
        using var checkpoint = backbone is BertModel ? Folders.OpenPeftCheckpoint() : null;
        return AdapterFolder.Import(
            version.Length > 0 ? Folders.Peft("versions", version, name) : Folders.Peft(name),
            backbone,
            new ImportOptions { Checkpoint = checkpoint });
    }

    private static Tensor ComputeLogits(PretrainedBackbone backbone, TaskAdapter task, TokenBatch batch, Tensor hidden) =>
        backbone is ILanguageModel model ? model.ComputeTokenLogits(hidden) : task.Head(backbone.Pool(hidden, batch));

    // The token behind each is its label in a language model.
    private static Tensor ComputeLoss(Tensor logits, Tensor labels) => logits.dim() == 2
        ? nn.functional.cross_entropy(logits, labels)
        : nn.functional.cross_entropy(
            logits.narrow(1, 0, logits.size(1) - 1).flatten(0, 1), labels.narrow(1, 1, labels.size(1) - 1).flatten(), ignore_index: -100);

    // The weights are drawn at random, so that their values tell which is which. The library does not train the others.
    private static Dictionary<string, Parameter> FindTrained(TaskAdapter task, SafetensorsFile golden, string kind)
    {
        var found = new Dictionary<string, Parameter>();
        foreach (var (name, parameter) in task.named_parameters())
        {
            var key = golden.Keys.SingleOrDefault(key => key.StartsWith("param/", StringComparison.Ordinal)
                && golden.Contains(kind + key["param/".Length..])
                && golden.Read(key) is var values
                && values.numel() == parameter.numel()
                && values.view(parameter.shape).equal(parameter).all().ToBoolean());
            if (key is null)
                parameter.requires_grad = false;
            else
                found.Add(key["param/".Length..], parameter);
        }

        return found;
    }
}
