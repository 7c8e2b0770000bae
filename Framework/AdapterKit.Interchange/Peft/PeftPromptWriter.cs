using System.Text.Json.Nodes;

namespace AdapterKit.Interchange;

/// <summary>Writes the prompt or the prefixes of a task as PEFT reads them.</summary>
/// <param name="task">The task; borrowed.</param>
internal sealed class PeftPromptWriter(TaskAdapter task)
{
    private readonly AdaptedStack encoder = task.Backbone.Encoder;

    /// <summary>Whether the task has a prompt, and nothing else.</summary>
    public bool IsPrompt => task.Config.Sets is [{ Variant.Id: "prompt" }];

    /// <summary>Whether the task has prefixes, and nothing else.</summary>
    public bool IsPrefix => task.Config.Sets.All(set => set.Variant.Id is "prefix" or "computed-prefix");

    /// <summary>Describes the adapters.</summary>
    /// <exception cref="InterchangeException">PEFT computes something else.</exception>
    public JsonObject Describe()
    {
        RequireSame();
        var attention = encoder.MemorySites[0].Attention;
        var fields = new JsonObject
        {
            ["num_layers"] = encoder.Layers.Count,
            ["num_transformer_submodules"] = 1,
            ["token_dim"] = IsPrompt ? encoder.EntrySites[0].Width : attention.KeyWidth,
        };
        if (IsPrompt)
        {
            fields["peft_type"] = "PROMPT_TUNING";
            fields["prompt_tuning_init"] = "RANDOM";
        }
        else
        {
            fields["peft_type"] = "PREFIX_TUNING";
            fields["encoder_hidden_size"] = attention.KeyWidth;
            fields["num_attention_heads"] = attention.KeyHeads;
            fields["prefix_projection"] = false;
        }

        return fields;
    }

    /// <summary>Computes the matrix, with a row for each vector, or for the keys and values of all layers.</summary>
    /// <returns>The matrix, owned by the caller.</returns>
    /// <exception cref="InterchangeException">An attention has no prefix, or one of another length.</exception>
    public Tensor Compute()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        List<Tensor> parts = IsPrompt
            ? [.. encoder.EntrySites.Select(site => task.AdapterAt(site)?.ComputePrompt()).OfType<Tensor>()]
            : [.. encoder.MemorySites.SelectMany(GetKeysAndValues)];
        return parts.Select(part => part.size(0)).Distinct().Count() == 1
            ? cat([.. parts], 1).to_type(ScalarType.Float32).cpu().contiguous().clone().MoveToOuterDisposeScope()
            : throw new InterchangeException($"Task '{task.Id}' has prefixes of different lengths, but PEFT has one for all layers.");
    }

    private Tensor[] GetKeysAndValues(MemorySite site) => task.AdapterAt(site) is { } adapter
        ? [adapter.ComputeKeys(), adapter.ComputeValues()]
        : throw new InterchangeException($"Task '{task.Id}' has no prefix at {site}, but PEFT needs one in every layer.");

    private void RequireSame()
    {
        if (PeftPrompt.FindDifference(task.Backbone, IsPrefix) is { } other)
            throw new InterchangeException($"Task '{task.Id}' has a prompt or prefixes, and {other}");

        foreach (var options in task.Config.Sets.Select(set => set.Options))
        {
            var difference = options switch
            {
                PromptOptions { AmongWords: false } =>
                    "a prompt behind the norm of the embeddings, but PEFT has it among the words. Train it with AmongWords = true.",
                PrefixOptions { Gating: not Gating.None } => "a gate on its prefixes, which PEFT has not.",
                PrefixOptions { ShiftsPositions: false } =>
                    "prefixes that leave the positions of a text as they are, but PEFT moves them. Train it with ShiftsPositions = true.",
                _ => null,
            };
            if (difference is not null)
                throw new InterchangeException($"Task '{task.Id}' has {difference}");
        }
    }
}
