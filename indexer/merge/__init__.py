"""Claims from several sightings → one report: identity, and the public record of it."""
