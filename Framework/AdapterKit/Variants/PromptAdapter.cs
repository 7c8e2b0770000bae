namespace AdapterKit;

/// <summary>
/// Prompt tuning (Lester et al. 2021, §2): trained vectors in front of every text, <c>[P; x]</c>, which all layers transform.
/// </summary>
/// <remarks>
/// They stand in front of the embeddings as the first layer reads them, after their norm and with the positions of the text unchanged, as
/// in the AdapterHub library; or among the word embeddings (<see cref="PromptOptions.AmongWords"/>), as in the PEFT library. The hidden
/// states of a text are those of its own tokens: whatever reads them does not see the prompt.
/// </remarks>
/// <param name="shape">The width of the embeddings.</param>
/// <param name="options">The length of the prompt.</param>
[AdapterVariant("prompt")]
public sealed partial class PromptAdapter(AdapterShape shape, PromptOptions options) : EntryAdapter
{
    [Normal(0.02), PeftName("prompt_embeddings")]
    private Parameter prompt = new(empty(options.Length, shape.Width));

    /// <inheritdoc />
    public override Tensor ComputePrompt() => prompt.alias();

    /// <inheritdoc />
    public override bool IsAmongWords { get; } = options.AmongWords;
}
