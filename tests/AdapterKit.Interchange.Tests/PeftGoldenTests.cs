namespace AdapterKit.Interchange.Tests;

/// <summary>The folders that PEFT saved compute what PEFT computed with them.</summary>
public sealed class PeftGoldenTests : IDisposable
{
    private readonly CheckpointSource checkpoint = Folders.OpenPeftCheckpoint();
    private readonly BertModel backbone = Folders.LoadPeftBackbone();

    public static TheoryData<string, string> Cases => new()
    {
        { "bert_ia3", "" },
        { "bert_lora_dora", "" },
        { "bert_lora_rank_alpha_pattern", "" },
        { "bert_lora_all_linear", "" },
        { "bert_lora_bias_all", "" },
        { "bert_lora_default", "" },
        { "bert_lora_default", "pickle" },
        { "bert_lora_list_dense", "" },
        { "bert_lora_modules_to_save", "" },
        { "bert_lora_regex", "" },
        { "bert_lora_rslora", "" },
        { "bert_lora_word_embeddings", "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Imported_adapters_compute_what_the_library_computed(string name, string folder)
    {
        using var task = Import(Folders.Peft(name, folder));

        AssertOutput(task, name);
    }

    /// <summary>Earlier versions of the library saved the same adapter.</summary>
    [Theory]
    [InlineData("0.4.0")]
    [InlineData("0.10.0")]
    [InlineData("0.13.2")]
    public void Folders_of_earlier_versions_compute_the_same(string version)
    {
        using var task = Import(Folders.Peft("versions", version, "bert_lora_default"));

        AssertOutput(task, "bert_lora_default");
    }

    [Theory]
    [InlineData("bert_lora_task_none", "")]
    [InlineData("bert_weighted_cat", "m")]
    [InlineData("bert_weighted_linear", "m")]
    public void Without_a_head_hidden_states_match(string name, string folder)
    {
        using var task = Import(Folders.Peft(name, folder), head: false);

        AssertHidden(task, name);
    }

    [Theory]
    [InlineData("bert_mixed_batch", false)]
    [InlineData("bert_mixed_batch_cls", true)]
    public void Adapters_of_one_batch_match_row_by_row(string name, bool hasHead)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        using var first = Import(Folders.Peft(name, "ad1"), hasHead);
        using var second = Import(Folders.Peft(name, "b"), hasHead);
        var facts = Folders.ReadJson(Folders.Peft($"{name}.json"));
        var rows = facts.GetProperty("mixed").EnumerateArray().Select(row => row.GetString()!).ToList();
        using var plan = backbone.Compile(
            Setup.BatchSplit([.. rows.Select(row => row == "__base__" ? Setup.Bare : row)]), [first, second], PlanPurpose.Inference);
        var hidden = backbone.Encode(batch, plan);

        Folders.AssertHidden(hidden, golden.Read("out/last_hidden_state"), golden.Read("in/attention_mask"), name);
        if (!hasHead)
            return;

        using var answers = backbone.Forward(batch, plan);
        foreach (var task in new[] { first, second })
        {
            var row = rows.IndexOf(task.Id);
            Folders.AssertClose(answers[task.Id], golden.Read("out/logits").narrow(0, row, 1), task.Id);
        }
    }

    public void Dispose()
    {
        backbone.Dispose();
        checkpoint.Dispose();
    }

    private TaskAdapter Import(string folder, bool head = true) =>
        AdapterFolder.Import(folder, backbone, new ImportOptions { Checkpoint = checkpoint, Head = head });

    private void AssertOutput(TaskAdapter task, string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        AssertHidden(task, name);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        Folders.AssertClose(task.Forward(batch), golden.Read("out/logits"), $"the logits of {name}");
    }

    private void AssertHidden(TaskAdapter task, string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        foreach (var purpose in new[] { PlanPurpose.Training, PlanPurpose.Inference })
        {
            using var plan = backbone.Compile(task.Id, [task], purpose);
            Folders.AssertHidden(
                backbone.Encode(batch, plan),
                golden.Read("out/last_hidden_state"),
                golden.Read("in/attention_mask"),
                $"{name} for {purpose}");
        }
    }
}
