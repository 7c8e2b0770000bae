using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace AdapterKit.Interchange.Tests;

/// <summary>Folders of AdapterHub that would load with other numbers elsewhere, and those of other versions.</summary>
public sealed class HubRefusalTests : IDisposable
{
    private const string Weights = "adapter.safetensors";
    private const string Published = "pytorch_adapter.bin";
    private readonly PretrainedBackbone backbone = Folders.LoadHubBackbone("bert");

    [Theory]
    [InlineData("bert_pfeiffer_gated", "phm_layer", "true")]
    [InlineData("bert_pfeiffer", "scaling", "\"row\"")]
    [InlineData("bert_pfeiffer", "residual_before_ln", "\"post_add\"")]
    [InlineData("bert_pfeiffer", "inv_adapter", "\"glow\"")]
    [InlineData("bert_pfeiffer", "non_linearity", "\"gelu_10\"")]
    [InlineData("bert_pfeiffer", "reduction_factor", "0")]
    [InlineData("bert_pfeiffer", "of_tomorrow", "1")]
    [InlineData("bert_pfeiffer", "architecture", "\"reft\"")]
    [InlineData("bert_lora", "composition_mode", "\"replace\"")]
    [InlineData("bert_ia3", "use_gating", "true")]
    [InlineData("bert_lora", "vera_d", "0.1")]
    [InlineData("bert_ia3", "alpha", "2")]
    public void A_field_that_changes_numbers_is_refused_by_name(string name, string field, string value)
    {
        using var folder = new ChangedFolder(Folders.Hub(name, "a")).With(
            fields => fields["config"]!.AsObject()[field] = JsonNode.Parse(value));

        Assert.Contains($"'{field}'", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_adapter_of_another_width_is_refused()
    {
        using var folder = new ChangedFolder(Folders.Hub("bert_pfeiffer", "a")).With(fields => fields["hidden_size"] = 768);

        Assert.Contains("'hidden_size' is 768, but backbone 'bert' has a width of 32", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_adapter_of_another_kind_of_model_is_refused()
    {
        using var other = Folders.LoadHubBackbone("roberta");
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.Import(Folders.Hub("bert_pfeiffer", "a"), other));

        Assert.NotEmpty(error.Missing);
        Assert.NotEmpty(error.Unused);
    }

    [Fact]
    public void A_layer_that_was_cut_out_is_refused_with_its_keys()
    {
        using var folder = Change(
            "bert_pfeiffer", (key, value) => key.Contains("layer.1.", StringComparison.Ordinal) ? [] : [(key, value)]);

        Assert.Equal(4, Refuse(folder).Missing.Count);
    }

    /// <summary>A configuration that asks for more than the file has.</summary>
    [Theory]
    [InlineData("bert_pfeiffer", "use_gating", "true", "adapters.a.gate.weight")]
    [InlineData("bert_pfeiffer", "inv_adapter", "\"nice\"", "bert.invertible_adapters.a.F.0.weight")]
    [InlineData("bert_pfeiffer", "scaling", "\"channel\"", "adapters.a.scaling")]
    [InlineData("bert_pfeiffer", "ln_after", "true", "adapters.a.adapter_norm_after.weight")]
    [InlineData("bert_lora", "use_gating", "true", "loras.a.gate.weight")]
    [InlineData("bert_prefix_tuning", "use_gating", "true", "prefix_gates.a.weight")]
    [InlineData("bert_compacter", "factorized_phm_rule", "true", "shared_parameters.a.phm_rule_left")]
    public void What_the_file_lacks_is_named(string name, string field, string value, string key)
    {
        using var folder = new ChangedFolder(Folders.Hub(name, "a")).With(
            fields => fields["config"]!.AsObject()[field] = JsonNode.Parse(value));

        Assert.Contains(Refuse(folder).Missing, missing => missing.Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("control_trans.2.bias", "", "control_trans.2.bias")]
    [InlineData(".self_prefix.", ".cross_prefix.", "cross_prefix.wte.weight")]
    public void Prefixes_of_another_form_are_refused(string part, string other, string reason)
    {
        using var folder = Change("bert_prefix_tuning", (key, value) =>
            !key.Contains(part, StringComparison.Ordinal) ? [(key, value)]
            : other.Length == 0 ? []
            : [(key, value), (key.Replace(part, other, StringComparison.Ordinal), value.alias())]);

        Assert.Contains(reason, Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prefixes_whose_products_do_not_fit_are_refused_with_their_shapes()
    {
        using var folder = Change("bert_prefix_tuning", (key, value) =>
            [(key, key.EndsWith("control_trans.0.weight", StringComparison.Ordinal) ? value.narrow(1, 0, 16).clone() : value)]);

        Assert.Contains("control_trans.0.weight: [24, 16] instead of [24, 32]", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prefix_length", 4, "wte.weight: [5, 32] instead of [4, 32]")]
    [InlineData("prefix_length", 2_000_000_000, "asks for 2000000000 units")]
    [InlineData("bottleneck_size", 8, "control_trans.0.weight: [24, 32] instead of [8, 32]")]
    [InlineData("encoder_prefix", false, "'encoder_prefix' is false")]
    [InlineData("non_linearity", "relu", "'non_linearity' is 'relu'")]
    public void Prefixes_of_another_configuration_are_refused(string field, object value, string reason)
    {
        using var folder = new ChangedFolder(Folders.Hub("bert_prefix_tuning", "a"));
        folder.With(fields => fields["config"]![field] = value switch
        {
            int number => number,
            bool isOn => isOn,
            _ => (string)value,
        });

        Assert.Contains(reason, Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Free_prefixes_of_another_length_are_refused()
    {
        using var folder = new ChangedFolder(Folders.Hub("bert_prefix_tuning_flat", "a")).With(
            fields => fields["config"]!["prefix_length"] = 4);

        Assert.Contains(
            "the prefixes have 1280 numbers, but 4 layers with 4 keys and values of 32 have 1024",
            Refuse(folder).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_pickle_with_a_foreign_global_is_refused_by_name()
    {
        using var folder = new ChangedFolder(Folders.Hub("bert_pfeiffer", "a"));
        File.Delete(folder.PathOf(Published));
        using (var archive = ZipFile.Open(folder.PathOf(Published), ZipArchiveMode.Create))
        {
            using var pickle = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open();
            pickle.Write([0x80, 2, .. Encoding.ASCII.GetBytes("cposix\nsystem\n"), (byte)'.']);
        }

        Assert.Contains("posix", Refuse(folder).Message, StringComparison.Ordinal);
    }

    /// <summary>The library compares beginnings as it saves, so that a folder may have another adapter's weights.</summary>
    [Fact]
    public void Weights_of_a_longer_name_are_left_out_of_account()
    {
        using var folder = Change("bert_pfeiffer", (key, value) =>
            [(key, value), (key.Replace(".adapters.a.", ".adapters.ab.", StringComparison.Ordinal), zeros_like(value))]);
        using var task = Import(folder.Path);

        AssertEqual("bert_pfeiffer", task);
    }

    [Fact]
    public void A_name_may_have_dots_and_equal_words_of_keys()
    {
        const string Name = "adapters.v1.adapter_down.0";
        using var folder = Change("bert_pfeiffer", (key, value) =>
            [(key.Replace(".adapters.a.", $".adapters.{Name}.", StringComparison.Ordinal), value)]);
        folder.With(fields => fields["name"] = Name);
        using var task = Import(folder.Path);

        Assert.Equal(Name, task.Id);
        AssertEqual("bert_pfeiffer", task);
    }

    [Fact]
    public void Keys_may_lack_the_prefix_of_the_model()
    {
        using var folder = Change("bert_houlsby", (key, value) => [(key["bert.".Length..], value)]);
        using var task = Import(folder.Path);

        AssertEqual("bert_houlsby", task);
    }

    [Fact]
    public void Keys_of_2020_are_read()
    {
        using var folder = Change("bert_houlsby", (key, value) => [(key
            .Replace("attention.output.adapters", "attention.output.attention_text_task_adapters", StringComparison.Ordinal)
            .Replace(".output.adapters", ".output.layer_text_task_adapters", StringComparison.Ordinal), value)]);
        using var task = Import(folder.Path);

        AssertEqual("bert_houlsby", task);
    }

    [Theory]
    [InlineData(null, "gelu", Activation.GeluTanh)]
    [InlineData(null, "gelu_orig", Activation.Gelu)]
    [InlineData("3.2.1", "gelu", Activation.Gelu)]
    [InlineData("adapters.1.0.0", "gelu", Activation.Gelu)]
    public void In_2020_gelu_meant_its_approximation(string? version, string name, Activation expected)
    {
        using var folder = new ChangedFolder(Folders.Hub("bert_pfeiffer", "a"));
        folder.With(fields =>
        {
            fields["config"]!["non_linearity"] = name;
            fields["version"] = version;
        });
        using var task = Import(folder.Path);

        Assert.Equal(expected, ((BottleneckOptions)task.Config.Options).Activation);
    }

    /// <summary>These versions scaled LoRA by one, whatever the configuration says.</summary>
    [Theory]
    [InlineData("adapters.1.0.1", 1)]
    [InlineData("adapters.0.2.2", 1)]
    [InlineData("adapters.1.1.0", 4)]
    [InlineData("adapters.1.2.0.dev0", 4)]
    [InlineData("3.2.1", 4)]
    public void The_scaling_of_LoRA_depends_on_the_version(string version, double expected)
    {
        using var folder = new ChangedFolder(Folders.Hub("bert_lora", "a")).With(fields => fields["version"] = version);
        using var task = Import(folder.Path);

        Assert.Equal(expected, ((LoraOptions)task.Config.Options).GetScaling());
    }

    [Fact]
    public void A_fusion_without_a_member_names_it()
    {
        var error = Assert.Throws<InterchangeException>(
            () => AdapterFolder.Import(Folders.Hub("bert_fuse_static", "fusion_a+b+c"), backbone));

        Assert.Contains("the fusion needs 'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_labels_of_a_head_are_those_of_the_folder_in_the_order_of_its_outputs()
    {
        using var folder = new ChangedFolder(Folders.Hub("bert_head_classification", "a")).With(
            fields => fields["config"]!["label2id"] = new JsonObject { ["good"] = 2, ["bad"] = 0, ["so-so"] = 1 }, "head_config.json");
        using var task = Import(folder.Path);

        Assert.Equal(["bad", "so-so", "good"], task.Declaration.Labels);
        var declared = Tasks.Declaration("bert", new AdapterConfig(BottleneckAdapter.Variant), "mood", "good", "so-so", "bad");
        var error = Assert.Throws<InterchangeException>(
            () => AdapterFolder.Import(folder.Path, backbone, new ImportOptions { Declaration = declared }));
        Assert.Contains("bad, so-so, good", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_neither_library_says_so()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("it is no adapter folder", Refuse(folder.Root), StringComparison.Ordinal);
        File.WriteAllText(folder.PathOf("adapter_config.json"), "{}");
        Assert.Contains("no known library", Refuse(folder.Root), StringComparison.Ordinal);
        File.WriteAllText(folder.PathOf("adapter_config.json"), "[1]");
        Assert.Contains("not a JSON object", Refuse(folder.Root), StringComparison.Ordinal);
        File.WriteAllText(folder.PathOf("adapter_config.json"), "{");
        Assert.Contains("not valid JSON", Refuse(folder.Root), StringComparison.Ordinal);
        File.WriteAllText(folder.PathOf("adapter_config.json"), "{\"name\": \"a\", \"name\": \"b\"}");
        Assert.Contains("not valid JSON", Refuse(folder.Root), StringComparison.Ordinal);
    }

    public void Dispose() => backbone.Dispose();

    private static ChangedFolder Change(string name, Func<string, Tensor, IEnumerable<(string Key, Tensor Value)>> change) =>
        new ChangedFolder(Folders.Hub(name, "a")).WithWeights(Weights, change, from: Published);

    private TaskAdapter Import(string folder) => AdapterFolder.Import(folder, backbone);

    private InterchangeException Refuse(ChangedFolder folder) =>
        Assert.Throws<InterchangeException>(() => Import(folder.Path).Dispose());

    private string Refuse(string folder) => Assert.Throws<InterchangeException>(() => Import(folder).Dispose()).Message;

    private void AssertEqual(string name, TaskAdapter task)
    {
        using var original = Import(Folders.Hub(name, "a"));
        foreach (var (expected, actual) in original.named_parameters().Zip(task.named_parameters()))
        {
            Assert.Equal(expected.name, actual.name);
            Assert.True(expected.parameter.eq(actual.parameter).all().item<bool>(), expected.name);
        }
    }
}
