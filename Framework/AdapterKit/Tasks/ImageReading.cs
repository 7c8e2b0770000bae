namespace AdapterKit;

/// <summary>Reads one image, as many tokens as the backbone makes of it.</summary>
internal sealed class ImageReading : TaskReading
{
    public override IReadOnlyList<string> Columns { get; } = [];

    public override TokenizedText Tokenize(Backbone backbone, TaskInput input, int maxTokens) => input.Image is { } image
        ? ImageBatches.Tokenize(backbone, image)
        : throw new ArgumentException($"The task reads images, and there is a text: {input.Text}");
}
