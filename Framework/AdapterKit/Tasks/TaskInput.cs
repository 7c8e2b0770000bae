namespace AdapterKit;

/// <summary>What a task reads at once: a text, a pair of texts, or an image.</summary>
/// <param name="Text">The text; empty for an image.</param>
/// <param name="Second">The other text of a pair; <see langword="null"/> for a task that reads one text.</param>
public readonly record struct TaskInput(string Text, string? Second = null)
{
    /// <summary>Creates an input from an image.</summary>
    /// <param name="image">The image, as the task's backbone reads it (<see cref="ImageBatches.ReadImage"/>).</param>
    public TaskInput(ImagePixels image)
        : this("") => Image = image;

    /// <summary>The image; <see langword="null"/> for texts.</summary>
    public ImagePixels? Image { get; }
}
