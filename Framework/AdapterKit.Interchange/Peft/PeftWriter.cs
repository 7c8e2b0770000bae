using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AdapterKit.Interchange;

/// <summary>Writes a task as a PEFT folder.</summary>
/// <param name="task">The task; borrowed.</param>
/// <param name="options">How it is written.</param>
internal sealed class PeftWriter(TaskAdapter task, ExportOptions options)
{
    private readonly PublishedLayout layout = PublishedLayout.Of(task.Backbone);

    /// <exception cref="InterchangeException">PEFT has no name for something that the task has.</exception>
    public void Write(string directory)
    {
        if (task.Config.Fusion is not null)
            throw new InterchangeException($"Task '{task.Id}' fuses others, which PEFT cannot do. Export it to AdapterHub.");

        var head = TaskHeads.Find(task, options);
        var prompt = new PeftPromptWriter(task);
        var isPrompt = prompt.IsPrompt || prompt.IsPrefix;
        if (prompt.IsPrompt && head is not null && !task.ReadsTokens)
        {
            throw new InterchangeException(
                $"The head of task '{task.Id}' reads a token of the text, but PEFT's the first vector of the prompt. Export it without the "
                + "head.");
        }

        var prefix = head is null && !HasPrefixedKeys ? "" : layout.Names.Prefix;
        List<KeyedWeight> weights = isPrompt ? [] : [.. new PeftKeys(layout, prefix).Map(task)];
        var fields = isPrompt ? prompt.Describe() : DescribeAdapters();
        using var matrix = isPrompt ? prompt.Compute() : null;
        if (matrix is not null)
            fields["num_virtual_tokens"] = matrix.size(0);

        fields["auto_mapping"] = null;
        fields["base_model_name_or_path"] = options.BaseModel;
        fields["inference_mode"] = true;
        fields["revision"] = null;
        if (head is null)
        {
            (fields["modules_to_save"], fields["task_type"]) = (null, TaskTypeWithoutHead);
        }
        else
        {
            var keys = FindHeadKeys(head);
            var root = isPrompt ? PeftPrompt.HeadRoot : PeftKeys.Root;
            weights.AddRange(TaskHeads.Map(head, [.. keys.Select(key => root + key)]));
            fields["modules_to_save"] = ToJson(keys.Select(NameModule).Distinct());
            fields["task_type"] = IsOfImages ? null : task.ReadsTokens ? "TOKEN_CLS" : "SEQ_CLS";
        }

        var folder = new FolderWriter();
        folder.Add("adapter_config.json", fields);
        folder.Add(PeftFolder.WeightFiles[0], weights, matrix is null ? [] : [(PeftPrompt.Key, matrix)]);
        folder.Write(directory);
    }

    // T5 with its own head has no prefix, unlike with others.
    private bool HasPrefixedKeys => task is LanguageModelTask || (task is TextToTextTask && layout.Names.ModelType != "t5");

    // PEFT knows no type of task for images.
    private bool IsOfImages => task.Declaration.Kind == ImageClassificationTask.Kind;

    private string TaskTypeWithoutHead => task is not (LanguageModelTask or TextToTextTask) ? "FEATURE_EXTRACTION"
        : task.Backbone is IEncoderDecoder ? "SEQ_2_SEQ_LM"
        : "CAUSAL_LM";

    private static JsonArray ToJson(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    private static string ToPattern(string path) => Regex.Escape(path);

    // A module is saved as a whole: the pooler, not its only layer.
    private string NameModule(string key)
    {
        var path = key.StartsWith(layout.Names.Prefix, StringComparison.Ordinal) ? key[layout.Names.Prefix.Length..] : key;
        return path.Split('.')[0];
    }

    private JsonObject DescribeAdapters()
    {
        var encoder = task.Backbone.Encoder;
        var products =
            from site in encoder.ProjectionSites
            where task.AdapterAt(site) is not (null or BitFitAdapter)
            select (Set: task.Config.FindSet(site)!, Module: layout.KeyOf(site)!);
        var tables =
            from site in encoder.EntrySites
            where task.AdapterAt(site) is { ChangedTable: not null } and not TokenRowsAdapter
            select (Set: task.Config.FindSet(site)!, Module: layout.KeyOf(task.AdapterAt(site)!.ChangedTable!.Value)!);
        var sets = products.Concat(tables).GroupBy(place => place.Set, place => place.Module).ToList();
        if (sets.Count == 0)
            throw new InterchangeException($"Task '{task.Id}' has no adapter that PEFT has, such as LoRA or (IA)³.");

        var variants = sets.Select(set => set.Key.Variant.Id).Distinct().ToList();
        var fields = variants switch
        {
            _ when variants.All(variant => variant is "lora" or "lora-bitfit" or "lora-embedding") => DescribeLora(sets, isDora: false),
            ["dora"] => DescribeLora(sets, isDora: true),
            _ when variants.All(variant => variant is "ia3" or "ia3-input") => new JsonObject
            {
                ["peft_type"] = "IA3",
                ["init_ia3_weights"] = true,
                ["feedforward_modules"] = ToJson(sets.Where(set => set.Key.Variant.Id == "ia3-input").SelectMany(set => set)),
            },
            _ => throw new InterchangeException(
                $"Task '{task.Id}' has adapters of {string.Join(" and ", variants.Select(variant => $"'{variant}'"))}, which no single "
                + "method of PEFT is."),
        };

        fields["fan_in_fan_out"] = false;
        if (encoder.EntrySites.FirstOrDefault(site => task.AdapterAt(site) is TokenRowsAdapter) is { } entry)
        {
            var rows = (TokenRowsOptions)task.Config.FindSet(entry)!.Options;
            fields["trainable_token_indices"] = new JsonArray([.. rows.ReadTokens().Select(token => (JsonNode?)token)]);
        }

        // Whole paths match nothing but what they name.
        fields["target_modules"] = ToJson(sets.SelectMany(set => set));
        return fields;
    }

    private JsonObject DescribeLora(List<IGrouping<AdapterSet, string>> sets, bool isDora)
    {
        var all = sets.Select(set => (Options: ToLora(set.Key.Options), Modules: set)).ToList();
        var first = all[0].Options;
        if (all.Any(set => set.Options.RankStabilized != first.RankStabilized))
            throw new InterchangeException($"Task '{task.Id}' is rank-stabilized at some places alone, which PEFT cannot say.");

        if (all.Any(set => set.Options.HasBias != first.HasBias))
            throw new InterchangeException($"Task '{task.Id}' has LoRA with a bias at some places alone, which PEFT cannot say.");

        var (ranks, alphas) = (new JsonObject(), new JsonObject());
        foreach (var (own, modules) in all)
        {
            foreach (var module in modules.Select(ToPattern))
            {
                if (own.Rank != first.Rank)
                    ranks[module] = own.Rank;
                if (own.Alpha != first.Alpha)
                    alphas[module] = own.Alpha;
            }
        }

        return new JsonObject
        {
            ["peft_type"] = "LORA",
            ["r"] = first.Rank,
            ["lora_alpha"] = ToJson(first.Alpha),
            ["lora_dropout"] = 0.0,
            ["use_rslora"] = first.RankStabilized,
            ["use_dora"] = isDora,
            ["lora_bias"] = first.HasBias,
            ["rank_pattern"] = ranks,
            ["alpha_pattern"] = alphas,
            ["bias"] = PeftBiases.Describe(task, layout),
            ["init_lora_weights"] = true,
        };
    }

    private static LoraOptions ToLora(VariantOptions options) => options is EmbeddingLoraOptions own
        ? new LoraOptions { Rank = own.Rank, Alpha = own.Alpha, RankStabilized = own.RankStabilized }
        : (LoraOptions)options;

    /// <summary>A whole number without a fraction, as the libraries write it.</summary>
    private static JsonNode ToJson(double number) => number == Math.Floor(number) && Math.Abs(number) < 1e15 ? (long)number : number;

    private IReadOnlyList<string> FindHeadKeys(TaskHead head)
    {
        var (keys, activation) = IsOfImages ? ClassicHeads.Images
            : task.ReadsTokens ? ClassicHeads.Tokens
            : ClassicHeads.FindTexts(layout.Names) ?? throw new InterchangeException(
                $"The head of models of type '{layout.Names.ModelType}' is unknown. Export task '{task.Id}' without the head.");
        if (keys is [ClassicHeads.WithoutBias])
        {
            throw new InterchangeException(
                $"The head of task '{task.Id}' has a bias, which that of models of type '{layout.Names.ModelType}' lacks. Export it "
                + "without the head.");
        }

        return head.Hidden.Count == keys.Count - 1 && (keys.Count == 1 || head.Form.Activation == activation)
            ? keys
            : throw new InterchangeException(
                $"The head of task '{task.Id}' has {head.Hidden.Count} hidden layers with {head.Form.Activation}, but models of type "
                + $"'{layout.Names.ModelType}' have {keys.Count - 1} with {activation}. Export it without the head.");
    }
}
