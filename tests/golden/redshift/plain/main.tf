# Sets up the AWS part of mParticle Warehouse Sync for Redshift: the same as setup.sh, for Terraform. The user
# and the grants in the database stay in setup.sql: no official provider makes them.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

# The role may take on mParticle's role and do nothing else.
resource "aws_iam_policy" "mparticle" {
  name        = "mparticle_redshift_assume_role_policy"
  description = "mParticle Warehouse Sync"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "TakeOnTheRoleOfMParticle"
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      Resource = "arn:aws:iam::338661164609:role/ingest-pipeline-data-external-1234-5678"
    }]
  })
}

# Redshift, and nobody else, may work as this role.
resource "aws_iam_role" "mparticle" {
  name        = "mparticle_redshift_role"
  description = "mParticle Warehouse Sync"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "RedshiftMayWorkAsThisRole"
      Effect = "Allow"
      Principal = {
        Service = "redshift.amazonaws.com"
      }
      Action = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "mparticle" {
  role       = aws_iam_role.mparticle.name
  policy_arn = aws_iam_policy.mparticle.arn
}

# The cluster's roles: this resource owns the whole list, so import it, or add the ARN below to the list you
# have, rather than make it anew here.
#
# resource "aws_redshift_cluster_iam_roles" "cluster" {
#   cluster_identifier = "acme-cluster"
#   iam_role_arns      = [aws_iam_role.mparticle.arn]  # and every role that the cluster has
# }

# The connection asks for this.
output "aws_iam_role_arn" {
  value = aws_iam_role.mparticle.arn
}
